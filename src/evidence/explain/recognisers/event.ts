import { type Finding, type Recogniser, weights } from '../finding.js';
import { type KnownEvent, knownEvents, unrelatedEvents } from '../known-events.js';
import { shortened } from '../pasted-text.js';

/** So far from its source an id may stand: the message can be between them. */
const before = 400;
const behind = 1500;
const mostPlaces = 40;

/** Get-EventLog, Get-WinEvent, wevtutil's XML and the Event Viewer's copy, in English and German, name an id so. */
const labels = String.raw`(?:Event ?ID|EventID|Ereignis-ID|Instance ?Id|\bId)\b[^>:]{0,60}[:>] ?(\d{1,10})\b`;
const labelled = new RegExp(labels, 'gi');

/** Entries of the event logs: the source, and an id beside it. The text of most is unknown, so source and id decide. */
export const event: Recogniser = {
  looksFor:
    'an event: source and event id, as text, as Get-EventLog prints it or as XML; or its message, where that is known',
  find({ plain }) {
    const findings = [
      ...Object.entries(knownEvents).flatMap(([source, events]) =>
        placesOf(source, plain).flatMap((place) => findAt(place, source, events, plain)),
      ),
      ...Object.entries(unrelatedEvents).flatMap(([source, events]) =>
        placesOf(source, plain).flatMap((place) => findAt(place, source, unrelated(events), plain)),
      ),
    ];
    if (findings.length === 0) return byMessage(plain);
    return findings.filter(({ words }, index) => findings.findIndex((other) => other.words === words) === index);
  },
};

/** A message that was copied without source and id; those whose words are known. */
function byMessage(text: string): readonly Finding[] {
  return Object.entries(knownEvents).flatMap(([source, events]) =>
    Object.entries(events)
      .filter(([, { message }]) => message?.test(text))
      .map(([id, event]) => findingOf(source, Number(id), event)),
  );
}

function unrelated(events: Readonly<Record<number, string>>): Readonly<Record<number, KnownEvent>> {
  return Object.fromEntries(Object.entries(events).map(([id, meaning]) => [id, { meaning, causes: [] }]));
}

function placesOf(source: string, text: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(source); at >= 0 && places.length < mostPlaces; at = text.indexOf(source, at + 1)) {
    if (!/\w/.test(text[at - 1] ?? ' ') && !/\w/.test(text[at + source.length] ?? ' ')) places.push(at);
  }
  return places;
}

function findAt(
  at: number,
  source: string,
  events: Readonly<Record<number, KnownEvent>>,
  text: string,
): readonly Finding[] {
  const around = text.slice(Math.max(0, at - before), at + source.length + behind);
  const id = idBeside(text, at, source) ?? idLabelled(around, Math.min(at, before));
  const event = id === undefined ? undefined : events[id];
  if (
    id === undefined ||
    !event ||
    (event.needs && !event.needs.test(text.slice(Math.max(0, at - behind), at + behind)))
  ) {
    return [];
  }
  return [findingOf(source, id, event)];
}

function findingOf(source: string, id: number, { meaning, causes }: KnownEvent): Finding {
  return {
    kind: 'event',
    words: shortened(`${source}, event ${id}`),
    meaning,
    normal: causes.length === 0,
    causes,
    quoted: { event: `${source} ${id}` },
    weight: causes.length === 0 ? weights.success : weights.event,
  };
}

/** `MSExchange OAuth 2003`, `2003 MSExchange OAuth`, `event 2003 of MSExchange OAuth`. */
function idBeside(text: string, at: number, source: string): number | undefined {
  const next = /^[\s,:(]{1,3}(?:event )?(\d{2,10})\b/i.exec(
    text.slice(at + source.length, at + source.length + 24),
  )?.[1];
  const previous = /\b(\d{2,10})[\s,(]{1,3}(?:of |from |von |aus )?$/i.exec(text.slice(Math.max(0, at - 24), at))?.[1];
  const found = next ?? previous;
  return found === undefined ? undefined : plainId(found);
}

/** The id nearest to the source. */
function idLabelled(around: string, source: number): number | undefined {
  const found = [...around.matchAll(labelled)].toSorted(
    (a, b) => Math.abs(a.index - source) - Math.abs(b.index - source),
  );
  return found[0]?.[1] === undefined ? undefined : plainId(found[0][1]);
}

/** An instance id has the severity in its upper half. */
function plainId(text: string): number {
  return Number(text) % 65_536;
}
