import type { LoggedPiece } from '../../../evidence/logged-pieces.js';
import type { TransactionDiagnosis } from '../../../evidence/renderers/diagnosis.js';
import type { TokenReport } from '../../../evidence/token-report/token-report.js';
import type { TransactionView as Transaction } from '../../../evidence/transaction-view.js';
import { ApiError, call } from '../../api/client.js';
import { Loaded, useLoaded } from '../../components/loaded.js';
import { Tabs } from '../../components/tabs.js';
import { keepInAddress, linkTo, route } from '../../router.js';
import { outgoingCalls, transactions } from '../../state/lab.js';
import { conversationOf, partnerOf } from './conversation.js';
import { DiagnosisCard } from './diagnosis-card.js';
import { Evidence } from './evidence.js';
import { Heading } from './heading.js';
import { Judgement } from './judgement.js';
import { Requests } from './requests.js';
import { Stepper } from './stepper.js';
import { TokenView } from './token.js';

/** All that is read of one request at once. */
export interface Shown {
  readonly transaction: Transaction;
  readonly diagnosis: TransactionDiagnosis;
  readonly pieces: readonly LoggedPiece[];
  /** Undefined where no token came, or none that can be read. */
  readonly report: TokenReport | undefined;
}

/** One request: how it was judged, its token, both its halves, its evidence, and what to do. */
export function TransactionView({ id }: { readonly id: string }) {
  const loading = useLoaded(() => readAll(id === '' ? 'latest' : id), [id]);
  if (loading.state === 'failed' && loading.error.status === 404) return <Gone message={loading.error.message} />;
  return <Loaded from={loading}>{(shown) => <Whole shown={shown} />}</Loaded>;
}

async function readAll(id: string): Promise<Shown> {
  const transaction = await call<Transaction>('GET', `/api/transactions/${encodeURIComponent(id)}`);
  const path = `/api/transactions/${encodeURIComponent(transaction.id)}`;
  const [diagnosis, pieces, report] = await Promise.all([
    call<TransactionDiagnosis>('GET', `${path}/diagnosis`),
    call<readonly LoggedPiece[]>('GET', `${path}/logs`),
    transaction.decodedToken ? readReport(transaction) : undefined,
  ]);
  return { transaction, diagnosis, pieces, report };
}

/** The token explained, for the host and the time of its request; undefined where the lab finds none in the header. */
async function readReport({ request, time }: Transaction): Promise<TokenReport | undefined> {
  const { host, scheme } = request;
  const token = headerOf(request.headers, 'authorization') ?? '';
  const order = { token, scheme, time, ...(host === '' ? {} : { host }) };
  try {
    return (await call<{ readonly report: TokenReport }>('POST', '/api/decode', order)).report;
  } catch (error) {
    if (error instanceof ApiError && error.status === 400) return undefined;
    throw error;
  }
}

function headerOf(headers: Transaction['request']['headers'], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function Whole({ shown }: { readonly shown: Shown }) {
  const { transaction, diagnosis } = shown;
  const summary = transactions.value.find(({ id }) => id === transaction.id);
  const conversation = conversationOf(headerOf(transaction.request.headers, 'client-request-id'), transactions.value);
  const partner = partnerOf(summary, conversation);
  return (
    <>
      <div class={diagnosis.normal ? 'stack' : 'transaction-top'}>
        <div class="stack">
          <Heading shown={shown} />
          <Stepper current={transaction.id} transactions={conversation} calls={outgoingCalls.value} />
        </div>
        {!diagnosis.normal && <DiagnosisCard diagnosis={diagnosis} />}
      </div>
      <div class="card">
        <Tabs
          label="What is known of this request"
          first={route.value.query.get('show') ?? undefined}
          onChoose={(show) => keepInAddress({ show })}
          tabs={[
            { id: 'judgement', title: 'Judgement', content: () => <Judgement shown={shown} /> },
            { id: 'token', title: 'Token', content: () => <TokenView shown={shown} partner={partner} /> },
            { id: 'requests', title: 'Requests', content: () => <Requests shown={shown} partner={partner} /> },
            { id: 'evidence', title: 'Evidence', content: () => <Evidence shown={shown} /> },
          ]}
        />
      </div>
    </>
  );
}

/** The journal keeps the latest requests only, and a link lasts longer. */
function Gone({ message }: { readonly message: string }) {
  return (
    <div class="card">
      <h1>This request is not in the journal</h1>
      <p class="wrap">{message}</p>
      <p>
        The journal keeps the latest requests, and begins anew with the lab. Go back to{' '}
        <a href={linkTo()}>the handshake</a> for those it has.
      </p>
    </div>
  );
}
