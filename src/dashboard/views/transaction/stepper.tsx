import type { Handshake, HandshakeRequest } from '../../handshake/handshakes.js';
import { linkOf } from '../../handshake/link.js';
import { outcomeSign, outcomeTone, purposeOf, resultOf } from '../../handshake/wording.js';

/** The handshake that the request belongs to; nothing where it stands alone. */
export function Stepper({ current, handshake }: { readonly current: string; readonly handshake: Handshake }) {
  const { requests } = handshake;
  if (requests.length < 2) return null;
  return (
    <nav class="card" aria-labelledby="stepper-title">
      <h2 id="stepper-title">The handshake it belongs to</h2>
      <ol class="stepper">
        {requests.map((request, index) => (
          <Step key={request.id} request={request} number={index + 1} isCurrent={request.id === current} />
        ))}
      </ol>
    </nav>
  );
}

function Step({
  request,
  number,
  isCurrent,
}: {
  readonly request: HandshakeRequest;
  readonly number: number;
  readonly isCurrent: boolean;
}) {
  const { outcome, transaction } = request;
  return (
    <li>
      <a href={linkOf(request)} aria-current={isCurrent ? 'step' : undefined}>
        <span class="number">{number}</span>
        <span class="does">{purposeOf(request)}</span>
        <span class={`badge ${outcomeTone[outcome]}`}>
          {outcomeSign[outcome]} {resultOf(request)}
        </span>
        {outcome === 'challenged' && <span class="soft small">normal</span>}
        {transaction?.diagnostics && <span class="soft small">{transaction.diagnostics.code}</span>}
      </a>
    </li>
  );
}
