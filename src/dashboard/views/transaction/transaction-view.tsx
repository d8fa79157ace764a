import { Loaded, useLoaded } from '../../components/loaded.js';
import { Tabs } from '../../components/tabs.js';
import { handshakesOf } from '../../handshake/handshakes.js';
import { partnerOf } from '../../handshake/partner.js';
import { keepInAddress, linkTo, route } from '../../router.js';
import { outgoingCalls, transactions } from '../../state/lab.js';
import { DiagnosisCard } from './diagnosis-card.js';
import { Evidence } from './evidence.js';
import { Heading } from './heading.js';
import { Judgement } from './judgement.js';
import { Messages } from './messages.js';
import { Requests } from './requests.js';
import { readAll, type Shown } from './shown.js';
import { Stepper } from './stepper.js';
import { TokenView } from './token.js';

/** One request: how it was judged, its token, both its halves, its evidence, and what to do. */
export function TransactionView({ id }: { readonly id: string }) {
  const loading = useLoaded(() => readAll(id === '' ? 'latest' : id), [id]);
  if (loading.state === 'failed' && loading.error.status === 404) return <Gone message={loading.error.message} />;
  return <Loaded from={loading}>{(shown) => <Whole shown={shown} />}</Loaded>;
}

function Whole({ shown }: { readonly shown: Shown }) {
  const { transaction, diagnosis } = shown;
  const handshake = handshakesOf(transactions.value, outgoingCalls.value).find(({ requests }) =>
    requests.some(({ id }) => id === transaction.id),
  );
  const partner = handshake && partnerOf(transaction.id, handshake);
  return (
    <>
      <div class={diagnosis.normal ? 'stack' : 'transaction-top'}>
        <div class="stack">
          <Heading shown={shown} />
          {handshake && <Stepper current={transaction.id} handshake={handshake} />}
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
            { id: 'messages', title: 'Messages', content: () => <Messages id={transaction.id} /> },
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
