import type { TransactionSummary } from '../../../evidence/transaction-summary.js';
import { TokenParts } from '../../components/token-parts.js';
import { ValidityChart } from '../../components/validity-chart.js';
import { linkTo } from '../../router.js';
import type { Shown } from './shown.js';

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
      <ValidityChart token={report.token} time={transaction.time} what="this request" />
      <TokenParts part={report.token} seenFrom="the request" />
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
