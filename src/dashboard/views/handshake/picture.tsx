import type { LabDetails } from '../../../lab/description.js';
import type { Handshake, HandshakeRequest } from '../../handshake/handshakes.js';
import { type Journey, journeyOf, type Station } from '../../handshake/journey.js';
import {
  callerName,
  outcomeSign,
  outcomeWord,
  purposeOf,
  resultOf,
  stationName,
  titleOf,
} from '../../handshake/wording.js';
import { boxes, labelPlace, pathAlong, restingWires, size, zones } from './geometry.js';

/**
 * The hybrid as a drawing, with the requests of one handshake in it: the way that each has come, and where it ended. While
 * `moving` is a number, that request is on its way and the later ones are not there yet.
 */
export function Picture({
  handshake,
  lab,
  moving,
  onArrived,
}: {
  readonly handshake: Handshake | undefined;
  readonly lab: LabDetails | undefined;
  readonly moving: number | undefined;
  readonly onArrived: () => void;
}) {
  const shown = (handshake?.requests ?? []).slice(0, moving === undefined ? undefined : moving + 1);
  const journeys = shown.map((request) => ({ request, journey: journeyOf(request) }));
  const arrived = journeys.filter((_, index) => index !== moving);
  const traveller = moving === undefined ? undefined : journeys[moving];
  const stations = drawnStations(handshake);
  return (
    <svg
      class="picture"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={handshake ? `${titleOf(handshake)}: ${summaryOf(handshake)}` : 'The hybrid; nothing is on its way.'}
    >
      <Zones lab={lab} />
      {restingWires.map((path) => (
        <path key={path} class="wire" d={path} />
      ))}
      {arrived.map(({ request, journey }) => (
        <path key={request.id} class={`way ${journey.outcome}`} d={pathAlong(journey.stations)} />
      ))}
      {traveller && <path class="way underway" d={pathAlong(traveller.journey.stations)} />}
      {stations.map((station) => (
        <StationBox key={station} station={station} lab={lab} arrived={arrived} />
      ))}
      {traveller && <Traveller key={traveller.request.id} {...traveller} onArrived={onArrived} />}
      {labelsOf(arrived).map((label) => (
        <Label key={label.request.id} {...label} />
      ))}
    </svg>
  );
}

interface Arrived {
  readonly request: HandshakeRequest;
  readonly journey: Journey;
}

function summaryOf({ requests }: Handshake): string {
  return requests
    .map((request, index) => {
      const end = journeyOf(request).stations.at(-1) ?? 'internet';
      return `${index + 1}. ${outcomeWord[request.outcome]} at ${stationName[end]}, ${resultOf(request)}`;
    })
    .join('; ');
}

/** A client from outside is drawn where there is one. */
function drawnStations(handshake: Handshake | undefined): readonly Station[] {
  const all = Object.keys(boxes) as readonly Station[];
  const hasClient = handshake?.requests.some(({ caller }) => caller === 'other') ?? false;
  return all.filter((station) => station !== 'client' || hasClient);
}

function Zones({ lab }: { readonly lab: LabDetails | undefined }) {
  return (
    <>
      <rect class="zone cloud" {...zones.cloud} rx={14} />
      <text class="zone-name" x={zones.cloud.x + 14} y={zones.cloud.y + 26}>
        Microsoft 365
      </text>
      <rect class="zone premises" {...zones.premises} rx={14} />
      <text class="zone-name" x={zones.premises.x + 14} y={zones.premises.y + 26}>
        On-premises{lab ? `: ${lab.organization.name}` : ''}
      </text>
    </>
  );
}

function StationBox({
  station,
  lab,
  arrived,
}: {
  readonly station: Station;
  readonly lab: LabDetails | undefined;
  readonly arrived: readonly Arrived[];
}) {
  const { x, y, width, height } = boxes[station];
  const here = arrived.filter(({ journey }) => journey.stations.at(-1) === station);
  const tone = here.some(({ journey }) => journey.outcome === 'refused' || journey.outcome === 'lost')
    ? 'failed'
    : here.some(({ journey }) => journey.outcome === 'accepted')
      ? 'reached'
      : '';
  return (
    <g class={`station ${station} ${tone}`}>
      <rect x={x} y={y} width={width} height={height} rx={station === 'internet' ? height / 2 : 9} />
      <text class="station-name" x={x + width / 2} y={y + height / 2 - 4}>
        {station === 'client' ? callerName.other : stationName[station]}
      </text>
      <text class="station-detail" x={x + width / 2} y={y + height / 2 + 17}>
        {detailOf(station, lab)}
      </text>
      {tone === 'failed' && <FailureMark x={x + width} y={y} />}
    </g>
  );
}

function FailureMark({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g class="failure-mark">
      <circle cx={x - 4} cy={y + 4} r={14} />
      <path d={`M ${x - 10} ${y - 2} l 12 12 m 0 -12 l -12 12`} />
    </g>
  );
}

function detailOf(station: Station, lab: LabDetails | undefined): string {
  const tenant = lab?.tenants.find(({ tenantId }) => tenantId === lab.tenantId);
  const details: Readonly<Record<Station, string>> = {
    exchangeOnline: tenant?.initialDomain ?? '',
    tokenService: 'ACS, Microsoft Entra',
    internet: 'names, TCP, TLS',
    reverseProxy: 'and firewall',
    frontEnd: lab?.organization.servers.join(', ') ?? '',
    directory: 'Active Directory',
    client: 'curl, Outlook, yours',
  };
  return details[station];
}

function Traveller({ request, journey, onArrived }: Arrived & { readonly onArrived: () => void }) {
  const offsetPath = `path("${pathAlong(journey.stations)}")`;
  return (
    <circle class="traveller" r={9} style={{ offsetPath }} onAnimationEnd={onArrived}>
      <title>{purposeOf(request)}</title>
    </circle>
  );
}

interface LabelProperties {
  readonly request: HandshakeRequest;
  readonly number: number;
  readonly x: number;
  readonly y: number;
}

/** What is written at the stations: the number of each request that ended there, and how. */
function labelsOf(arrived: readonly Arrived[]): readonly LabelProperties[] {
  const counts = new Map<Station, number>();
  return arrived.map(({ request, journey }, index) => {
    const station = journey.stations.at(-1) ?? 'internet';
    const count = counts.get(station) ?? 0;
    counts.set(station, count + 1);
    return { request, number: index + 1, ...labelPlace(station, count) };
  });
}

function Label({ request, number, x, y }: LabelProperties) {
  return (
    <g class={`label ${request.outcome}`}>
      <circle cx={x + 9} cy={y - 5} r={9} />
      <text class="number" x={x + 9} y={y - 0.5}>
        {number}
      </text>
      <text class="word" x={x + 24} y={y}>
        {outcomeSign[request.outcome]} {shortResult(request)}
      </text>
    </g>
  );
}

/** Room is for a status and a word. */
function shortResult(request: HandshakeRequest): string {
  const { call, transaction, outcome } = request;
  const status = transaction?.status ?? (call?.end?.kind === 'answer' ? call.end.status : undefined);
  return status === undefined ? outcomeWord[outcome] : `${status} ${outcomeWord[outcome]}`;
}
