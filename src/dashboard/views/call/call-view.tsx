import { type HandshakeRequest, handshakesOf } from '../../handshake/handshakes.js';
import { journeyOf } from '../../handshake/journey.js';
import { callerName, outcomeSign, outcomeTone, outcomeWord, refusalOf, whereOf } from '../../handshake/wording.js';
import { linkTo } from '../../router.js';
import { connection, details, outgoingCalls, transactions } from '../../state/lab.js';
import { Legs } from '../handshake/legs.js';
import { Picture } from '../handshake/picture.js';

/** A call of the lab's own client that no server has seen: what the client knows of it is all there is. */
export function CallView({ id }: { readonly id: string }) {
  const handshake = handshakesOf(transactions.value, outgoingCalls.value).find(({ requests }) =>
    requests.some((request) => request.call?.id === id),
  );
  const request = handshake?.requests.find(({ call }) => call?.id === id);
  if (!handshake || !request) return <Unknown id={id} />;
  return (
    <>
      <section class="card">
        <div class="card-head">
          <h1>A call that reached no server</h1>
          <span class={`badge ${outcomeTone[request.outcome]}`}>
            {outcomeSign[request.outcome]} {outcomeWord[request.outcome]}
          </span>
        </div>
        <CallFacts request={request} />
        <p class="soft">
          No server of the hybrid has seen this request, so there is no IIS line, no failed request trace and no
          judgement of it: on a real server, too, you look in vain. What there is stands on the client’s side: the
          Detail of Test-OAuthConnectivity, and the log of whatever stands in between.
        </p>
      </section>
      <section class="card" aria-labelledby="handshake-heading">
        <h2 id="handshake-heading">The handshake that it belongs to</h2>
        <Picture handshake={handshake} lab={details.value} moving={undefined} onArrived={() => undefined} />
        <Legs handshake={handshake} />
      </section>
    </>
  );
}

function CallFacts({ request }: { readonly request: HandshakeRequest }) {
  const { call, caller } = request;
  const end = journeyOf(request).stations.at(-1) ?? 'internet';
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Client', callerName[caller]],
    ['Request', `${call?.method} ${call?.url}`],
    ['At', request.time],
    ['Ended', whereOf(request, end)],
    ['Because', refusalOf(request)],
    [
      'Answer',
      call?.end?.kind === 'answer' ? `HTTP ${call.end.status}, Server: ${call.end.server ?? 'not said'}` : 'none',
    ],
    ['After', call?.tookMs === null || call === undefined ? undefined : `${call.tookMs} ms`],
    ['client-request-id', call?.clientRequestId ?? undefined],
  ];
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) => value !== undefined && [<dt key={name}>{name}</dt>, <dd key={`${name} value`}>{value}</dd>],
      )}
    </dl>
  );
}

function Unknown({ id }: { readonly id: string }) {
  return (
    <section class="card">
      <h1>A call that reached no server</h1>
      <p>
        {connection.value === 'live' && details.value
          ? `There is no call '${id}'; the lab remembers the latest ones only.`
          : 'Reading…'}
      </p>
      <p>
        <a href={linkTo()}>Back to the timeline</a>
      </p>
    </section>
  );
}
