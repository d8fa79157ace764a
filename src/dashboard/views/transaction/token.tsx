import type { ClaimReport, TokenPart } from '../../../evidence/token-report/token-report.js';
import type { TransactionSummary } from '../../../evidence/transaction-summary.js';
import { LongText } from '../../components/long-text.js';
import { linkTo } from '../../router.js';
import type { Shown } from './shown.js';
import { ValidityChart } from './validity-chart.js';

/** The token, taken apart and nested as it is. */
export function TokenView({
  shown: { transaction, report },
  partner,
}: {
  readonly shown: Shown;
  readonly partner: TransactionSummary | undefined;
}) {
  if (!report) return <NoToken shown={transaction} partner={partner} />;
  return (
    <>
      <h2>{report.kind?.title ?? 'A token of no kind that Exchange takes'}</h2>
      {report.kind && (
        <p class="wrap">
          {report.kind.name}: {report.kind.because}; {report.kind.direction}.
        </p>
      )}
      <h3>Validity</h3>
      <ValidityChart token={report.token} time={transaction.time} />
      <Part part={report.token} />
      <p class="soft small">Signatures are left out: whoever has one can use the token until it ends.</p>
    </>
  );
}

function NoToken({
  shown: { request },
  partner,
}: {
  readonly shown: Shown['transaction'];
  readonly partner: TransactionSummary | undefined;
}) {
  const sent = request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1].trim();
  return (
    <>
      <h2>No token</h2>
      {sent === undefined && <p>The request has no Authorization header, so it brought no token.</p>}
      {sent !== undefined && /^bearer$/i.test(sent) && (
        <p>
          The Authorization header is an empty Bearer: the client has no token yet, and asks what the server trusts.
        </p>
      )}
      {sent !== undefined && !/^bearer$/i.test(sent) && (
        <p>The Authorization header holds no token that can be read; it stands under Requests.</p>
      )}
      {partner?.bearer === 'token' && (
        <p>
          The token came with <a href={linkTo('transactions', partner.id)}>the request that followed</a>.
        </p>
      )}
    </>
  );
}

const partTitles: Readonly<Record<TokenPart['name'], string>> = {
  token: 'The token',
  'user context': 'The user context, around the actor token',
  'actor token': 'The actor token, inside the user context',
};

function Part({ part }: { readonly part: TokenPart }) {
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
      <ClaimTable caption="Header" claims={header} />
      <ClaimTable caption="Claims" claims={claims} />
      {actorToken && <Part part={actorToken} />}
    </section>
  );
}

function ClaimTable({ caption, claims }: { readonly caption: string; readonly claims: readonly ClaimReport[] }) {
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
          <ClaimRow key={claim.name} claim={claim} />
        ))}
      </tbody>
    </table>
  );
}

function ClaimRow({ claim: { name, value, meaning, named, time, verdict, remark } }: { readonly claim: ClaimReport }) {
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
            {time.utc} ({time.distance}, from the request)
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
