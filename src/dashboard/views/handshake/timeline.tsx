import { useId, useState } from 'preact/hooks';
import { type Handshake, hasFailed, searchable } from '../../handshake/handshakes.js';
import { linkOf } from '../../handshake/link.js';
import { outcomeSign, outcomeTone, outcomeWord, purposeOf, resultOf, titleOf } from '../../handshake/wording.js';
import { keepInAddress, route } from '../../router.js';

const choices = {
  all: 'all handshakes',
  failed: 'failures only',
  inbound: 'Exchange Online asks',
  outbound: 'on-premises asks',
  other: 'other clients',
} as const;

type Choice = keyof typeof choices;

/** Rows shown at first; the rest on demand. */
const page = 25;

interface TimelineProperties {
  readonly handshakes: readonly Handshake[];
  /** Id of the one in the drawing. */
  readonly chosen: string | undefined;
  readonly onChoose: (handshake: Handshake) => void;
}

/** What was asked and answered, the newest first; what is looked for stands in the address. */
export function Timeline({ handshakes, ...choosing }: TimelineProperties) {
  const { query } = route.value;
  const show = (Object.keys(choices) as Choice[]).find((choice) => choice === query.get('show')) ?? 'all';
  const text = query.get('find') ?? '';
  const found = handshakes.filter((handshake) => isWanted(handshake, show) && holds(handshake, text));
  return (
    <section class="card" aria-labelledby="timeline-heading">
      <div class="card-head">
        <h2 id="timeline-heading">Timeline</h2>
        <Filter show={show} text={text} />
        <span class="soft small" role="status">
          {found.length === handshakes.length
            ? `${found.length} handshakes`
            : `${found.length} of ${handshakes.length}`}
        </span>
      </div>
      {found.length === 0 && <Nothing isEmpty={handshakes.length === 0} />}
      <Rows handshakes={found} {...choosing} />
    </section>
  );
}

function Rows({ handshakes, chosen, onChoose }: TimelineProperties) {
  const [limit, setLimit] = useState(page);
  const more = Math.min(page, handshakes.length - limit);
  return (
    <>
      <ol class="timeline">
        {handshakes.slice(0, limit).map((handshake) => (
          <Row
            key={handshake.id}
            handshake={handshake}
            isChosen={handshake.id === chosen}
            onChoose={() => onChoose(handshake)}
          />
        ))}
      </ol>
      {more > 0 && (
        <div>
          <button type="button" onClick={() => setLimit(limit + page)}>
            Show {more} more
          </button>
        </div>
      )}
    </>
  );
}

function Nothing({ isEmpty }: { readonly isEmpty: boolean }) {
  return <p class="soft">{isEmpty ? 'No request has come yet. Run a test, and watch.' : 'No handshake fits.'}</p>;
}

function Filter({ show, text }: { readonly show: Choice; readonly text: string }) {
  const id = useId();
  return (
    <div class="side">
      <label class="small" for={`${id}-show`}>
        Show
      </label>
      <select
        id={`${id}-show`}
        value={show}
        onChange={(event) => keepInAddress({ show: event.currentTarget.value, find: text })}
      >
        {Object.entries(choices).map(([choice, name]) => (
          <option key={choice} value={choice}>
            {name}
          </option>
        ))}
      </select>
      <label class="small" for={`${id}-find`}>
        Find
      </label>
      <input
        id={`${id}-find`}
        type="search"
        placeholder="host, code, status, id …"
        value={text}
        onInput={(event) => keepInAddress({ show, find: event.currentTarget.value })}
      />
    </div>
  );
}

function isWanted(handshake: Handshake, show: Choice): boolean {
  if (show === 'failed') return hasFailed(handshake);
  if (show === 'inbound') return handshake.caller === 'Cloud';
  if (show === 'outbound') return handshake.caller === 'OnPremises';
  return show === 'all' || handshake.caller === 'other';
}

function holds(handshake: Handshake, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const all = searchable(handshake);
  return words.every((word) => all.includes(word));
}

function Row({
  handshake,
  isChosen,
  onChoose,
}: {
  readonly handshake: Handshake;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { requests, outcome, time } = handshake;
  return (
    <li class={isChosen ? 'chosen' : ''}>
      <div class="row">
        <time class="mono" dateTime={time}>
          {time.slice(11, 19)}
        </time>
        <span class={`badge ${outcomeTone[outcome]}`}>
          {outcomeSign[outcome]} {outcomeWord[outcome]}
        </span>
        <span class="title wrap">{titleOf(handshake)}</span>
        <button type="button" class="plain" aria-pressed={isChosen} onClick={onChoose}>
          Show in the picture
        </button>
      </div>
      <ol class="requests">
        {requests.map((request) => (
          <li key={request.id}>
            <a href={linkOf(request)}>
              {purposeOf(request)}: {resultOf(request)}
            </a>
            {request.transaction?.diagnostics && <span class="soft"> {request.transaction.diagnostics.code}</span>}
          </li>
        ))}
      </ol>
    </li>
  );
}
