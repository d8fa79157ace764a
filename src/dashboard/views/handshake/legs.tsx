import type { Handshake, HandshakeRequest } from '../../handshake/handshakes.js';
import { journeyOf } from '../../handshake/journey.js';
import { linkOf } from '../../handshake/link.js';
import {
  callerName,
  outcomeSign,
  outcomeTone,
  outcomeWord,
  purposeOf,
  refusalOf,
  resultOf,
  serviceName,
  whereOf,
} from '../../handshake/wording.js';

/** The requests of a handshake in words, each with the way to all that is known of it. */
export function Legs({ handshake }: { readonly handshake: Handshake }) {
  return (
    <ol class="legs">
      {handshake.requests.map((request) => (
        <Leg key={request.id} request={request} />
      ))}
    </ol>
  );
}

function Leg({ request }: { readonly request: HandshakeRequest }) {
  const { caller, service, outcome } = request;
  const refusal = refusalOf(request);
  const end = journeyOf(request).stations.at(-1) ?? 'internet';
  return (
    <li class={outcome}>
      <div class="row">
        <span>
          <strong>{callerName[caller]}</strong> {purposeOf(request)}
          {service === 'TokenService' ? '' : ` (${serviceName[service]})`}
        </span>
        <span class={`badge ${outcomeTone[outcome]}`}>
          {outcomeSign[outcome]} {outcomeWord[outcome]}
        </span>
        <a href={linkOf(request)}>{resultOf(request)}</a>
        {outcome === 'challenged' && <span class="soft small">normal: this is how every handshake begins</span>}
      </div>
      {refusal && (
        <p class="refusal wrap">
          <strong>{whereOf(request, end)}</strong>: {refusal}
        </p>
      )}
    </li>
  );
}
