import type { TransactionSummary } from '../../../evidence/transaction-summary.js';
import type { TransactionView } from '../../../evidence/transaction-view.js';
import type { HeaderList } from '../../../protocol/wire.js';
import { call } from '../../api/client.js';
import { Loaded, useLoaded } from '../../components/loaded.js';
import { LongText } from '../../components/long-text.js';
import { CopyButton } from '../../components/text-block.js';
import { linkTo } from '../../router.js';
import { requestText, responseText } from './as-text.js';
import type { Shown } from './shown.js';

/** The request and its answer, and beside it the one without a token that it follows, or that follows it with one. */
export function Requests({
  shown: { transaction },
  partner,
}: {
  readonly shown: Shown;
  readonly partner: TransactionSummary | undefined;
}) {
  const isSecond = partner?.bearer !== 'token';
  const own = <Exchange key={transaction.id} transaction={transaction} title="This request" />;
  const other = partner && <Partner key={partner.id} partner={partner} />;
  return (
    <>
      <h2>{partner ? 'The two requests' : 'The request'}</h2>
      <div class={partner ? 'columns' : 'stack'}>{isSecond ? [other, own] : [own, other]}</div>
    </>
  );
}

function Partner({ partner }: { readonly partner: TransactionSummary }) {
  const { id, bearer } = partner;
  const loading = useLoaded(() => call<TransactionView>('GET', `/api/transactions/${encodeURIComponent(id)}`), [id]);
  const title = bearer === 'token' ? 'The one that brought the token' : 'The one before, without a token';
  return (
    <div class="stack">
      <Loaded from={loading}>{(transaction) => <Exchange transaction={transaction} title={title} link />}</Loaded>
    </div>
  );
}

function Exchange({
  transaction,
  title,
  link = false,
}: {
  readonly transaction: TransactionView;
  readonly title: string;
  readonly link?: boolean;
}) {
  const { id, request, response } = transaction;
  return (
    <section class="stack exchange">
      <h3>{link ? <a href={linkTo('transactions', id)}>{title}</a> : title}</h3>
      <Message
        first={`${request.method} ${request.url} HTTP/${request.httpVersion}`}
        headers={request.headers}
        name="request"
        text={requestText(transaction)}
        bytes={request.bytes}
      />
      <Message
        first={`HTTP/${request.httpVersion} ${response.status}`}
        headers={response.headers}
        name="answer"
        text={responseText(transaction)}
        bytes={response.bytes}
      />
    </section>
  );
}

function Message({
  first,
  headers,
  name,
  text,
  bytes,
}: {
  readonly first: string;
  readonly headers: HeaderList;
  readonly name: string;
  readonly text: string;
  readonly bytes: number;
}) {
  return (
    <div class="message">
      <div class="card-head">
        <strong class="mono wrap">{first}</strong>
        <div class="side">
          <span class="soft small">{bytes} bytes</span>
          <CopyButton name={`Copy ${name}`} text={text} />
        </div>
      </div>
      <dl class="headers">
        {headers.map(([header, value], index) => (
          <div key={index}>
            <dt>{header}</dt>
            <dd>
              <LongText text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
