import type { Sample } from '../../../control/routes/samples.js';
import { call, readText } from '../../api/client.js';
import { ActionButton, useDoing } from '../../components/action.js';
import { Failure, Loaded, useLoaded } from '../../components/loaded.js';
import { linkTo } from '../../router.js';
import { details, transactions } from '../../state/lab.js';

/** What to try when there is nothing to paste yet: samples, and what this lab has made itself. */
export function Examples({ onExample }: { readonly onExample: (text: string) => void }) {
  const samples = useLoaded(() => call<readonly Sample[]>('GET', '/api/samples'), []);
  return (
    <section class="card">
      <h2>Try this</h2>
      <Loaded from={samples}>
        {(list) => (
          <div class="row">
            {list.map(({ title, text }) => (
              <button key={title} type="button" onClick={() => onExample(text)}>
                {title}
              </button>
            ))}
          </div>
        )}
      </Loaded>
      <OwnEvidence onExample={onExample} />
    </section>
  );
}

/** A fresh token, and what the request that came last has left behind. */
function OwnEvidence({ onExample }: { readonly onExample: (text: string) => void }) {
  const doing = useDoing();
  const last = transactions.value.findLast(({ side }) => side === 'OnPremises');
  const ofLast = (kind: string) => async () => onExample(await readText(`/api/transactions/${last?.id}/${kind}`));
  return (
    <>
      <h3>Of this lab</h3>
      <div class="row">
        <ActionButton doing={doing} onDo={async () => onExample(await freshToken())}>
          A token
        </ActionButton>
        {last && (
          <>
            <ActionButton doing={doing} onDo={ofLast('iis-log')}>
              IIS line of the last request
            </ActionButton>
            <ActionButton doing={doing} onDo={ofLast('http-proxy-log')}>
              HttpProxy row of it
            </ActionButton>
          </>
        )}
      </div>
      {!last && (
        <p class="small soft">
          No request has come yet: <a href={linkTo('test')}>run a test</a> to have its log lines here.
        </p>
      )}
      {doing.error && <Failure error={doing.error} />}
    </>
  );
}

/** As Exchange Online sends it to the first host name, for the first mailbox of the organisation's. */
async function freshToken(): Promise<string> {
  const mailbox = details.value?.mailboxes.find(({ side, type }) => side === 'OnPremises' && type === 'UserMailbox');
  const [host] = details.value?.exchange.hosts ?? [];
  const order = { kind: 'actAsUser', ...(host ? { host } : {}), ...(mailbox ? { mailbox: mailbox.address } : {}) };
  const { token } = await call<{ readonly token: string }>('POST', '/api/tokens', order);
  return `Authorization: Bearer ${token}`;
}
