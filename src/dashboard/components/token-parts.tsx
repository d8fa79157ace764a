import type { ClaimReport, TokenPart } from '../../evidence/token-report/token-report.js';
import { LongText } from './long-text.js';

const partTitles: Readonly<Record<TokenPart['name'], string>> = {
  token: 'The token',
  'user context': 'The user context, around the actor token',
  'actor token': 'The actor token, inside the user context',
};

interface PartProps {
  readonly part: TokenPart;
  /** The moment that its times are seen from: `the request`. */
  readonly seenFrom: string;
}

/** A token with the actor token in it, nested as they are: every claim, its meaning, and what is wrong with it. */
export function TokenParts(props: PartProps) {
  return (
    <>
      <Part {...props} />
      <p class="soft small">Signatures are left out: whoever has one can use the token until it ends.</p>
    </>
  );
}

function Part({ part, seenFrom }: PartProps) {
  const { name, signed, thumbprint, header, claims, actorToken } = part;
  return (
    <section class="token-part">
      <div class="card-head">
        <h3>{partTitles[name]}</h3>
        <span class="badge">{signed ? 'signed' : 'not signed'}</span>
      </div>
      {thumbprint !== undefined && (
        <p class="small wrap">
          Signing certificate: <span class="mono">{thumbprint}</span>
        </p>
      )}
      <ClaimTable caption="Header" claims={header} seenFrom={seenFrom} />
      <ClaimTable caption="Claims" claims={claims} seenFrom={seenFrom} />
      {actorToken && <Part part={actorToken} seenFrom={seenFrom} />}
    </section>
  );
}

function ClaimTable({
  caption,
  claims,
  seenFrom,
}: {
  readonly caption: string;
  readonly claims: readonly ClaimReport[];
  readonly seenFrom: string;
}) {
  return (
    <table class="claims">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
          <th scope="col">Meaning</th>
        </tr>
      </thead>
      <tbody>
        {claims.map((claim) => (
          <ClaimRow key={claim.name} claim={claim} seenFrom={seenFrom} />
        ))}
      </tbody>
    </table>
  );
}

function ClaimRow({
  claim: { name, value, meaning, named, time, verdict, remark },
  seenFrom,
}: {
  readonly claim: ClaimReport;
  readonly seenFrom: string;
}) {
  const isNested = name === 'actortoken';
  return (
    <tr class={verdict === 'failed' ? 'failed' : ''}>
      <th scope="row" class="mono">
        {name}
      </th>
      <td class="value">
        {isNested ? 'the actor token, below' : <LongText text={shownValue(value)} />}
        {time && (
          <div class="soft">
            {time.utc} ({time.distance}, from {seenFrom})
          </div>
        )}
      </td>
      <td>
        {named !== undefined && <strong>{named}. </strong>}
        {meaning ?? <span class="soft">Not known to the lab.</span>}
        {remark !== undefined && (
          <div class="remark">
            <span class="badge bad">✗ wrong</span> {remark}
          </div>
        )}
      </td>
    </tr>
  );
}

function shownValue(value: ClaimReport['value']): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
