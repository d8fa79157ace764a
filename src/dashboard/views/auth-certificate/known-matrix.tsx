import type { AuthCertificateView, KnownTo } from '../../../shell/auth-certificates/view.js';
import { Scrolls } from '../../components/fields.js';
import { knownWords, minuteOf, placeRows, roleOf, stateOf } from './words.js';

/** Which side knows which certificate; with the dates, for it is the drawing in words, too. */
export function KnownMatrix({
  certificates,
  now,
}: {
  readonly certificates: readonly AuthCertificateView[];
  readonly now: number;
}) {
  return (
    <Scrolls label="What each side knows">
      <table class="known-matrix">
        <thead>
          <tr>
            <th scope="col">Side</th>
            {certificates.map((certificate) => (
              <CertificateHead key={certificate.thumbprint} certificate={certificate} now={now} />
            ))}
          </tr>
        </thead>
        <tbody>
          {placeRows(certificates).map(({ title, name, cells }) => (
            <tr key={`${title} ${name}`}>
              <th scope="row">
                {title}
                <div class="soft small wrap">{name}</div>
              </th>
              {cells.map((cell, index) => (
                <Cell key={certificates[index]?.thumbprint} cell={cell} roles={certificates[index]?.roles ?? []} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  );
}

function CertificateHead({ certificate, now }: { readonly certificate: AuthCertificateView; readonly now: number }) {
  const { thumbprint, notBefore, notAfter } = certificate;
  return (
    <th scope="col">
      {roleOf(certificate)}
      <div class="mono thumbprint">{thumbprint}</div>
      {notBefore !== null && notAfter !== null && (
        <div class="small soft">
          {minuteOf(notBefore)} to {minuteOf(notAfter)}
        </div>
      )}
      <div class="small soft">{stateOf(certificate, now)}</div>
    </th>
  );
}

function Cell({ cell, roles }: { readonly cell: KnownTo; readonly roles: AuthCertificateView['roles'] }) {
  const [words, tone] = knownWords(cell, roles);
  return (
    <td>
      <span class={`badge ${tone}`}>{words}</span>
      <div class="small wrap">{cell.detail}</div>
      {cell.start !== undefined && cell.end !== undefined && (
        <div class="small soft">
          {minuteOf(cell.start)} to {minuteOf(cell.end)}
        </div>
      )}
    </td>
  );
}
