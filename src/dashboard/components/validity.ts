import type { ClaimReport, TokenPart } from '../../evidence/token-report/token-report.js';

/** From when to when a token is good, milliseconds since 1970; undefined where it does not say. */
export interface Validity {
  readonly name: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

export interface Moment {
  readonly name: string;
  readonly at: number;
}

/** Places on the axis, from 0 at its left end to 100 at its right. */
export interface ValidityDrawing {
  readonly bars: readonly {
    readonly validity: Validity;
    readonly left: number;
    readonly width: number;
  }[];
  readonly marks: readonly { readonly moment: Moment; readonly at: number; readonly anchor: Anchor }[];
}

type Anchor = 'start' | 'middle' | 'end';

/** Of the drawing's width. */
const margin = 3;
const thinnestBar = 0.5;

/** The validity of a token and of the actor token in it, as far as they say. */
export function validitiesOf(part: TokenPart): readonly Validity[] {
  const { name, claims, actorToken } = part;
  const own = { name, from: timeOf(claims, 'nbf'), to: timeOf(claims, 'exp') };
  const inner = actorToken ? validitiesOf(actorToken) : [];
  return own.from === undefined && own.to === undefined ? inner : [own, ...inner];
}

function timeOf(claims: readonly ClaimReport[], name: string): number | undefined {
  const utc = claims.find((claim) => claim.name === name)?.time?.utc;
  return utc === undefined ? undefined : Date.parse(utc);
}

/** Where the bars and the moments lie on one axis. An end that a token does not name is the axis's own. */
export function drawValidity(validities: readonly Validity[], moments: readonly Moment[]): ValidityDrawing {
  const ends = validities.flatMap(({ from, to }) => [from, to]).filter((time) => time !== undefined);
  const times = [...ends, ...moments.map(({ at }) => at)];
  const first = Math.min(...times);
  const span = Math.max(...times) - first || 1;
  const place = (time: number) => margin + ((time - first) / span) * (100 - 2 * margin);
  return {
    bars: validities.map((validity) => {
      const left = validity.from === undefined ? 0 : place(validity.from);
      const right = validity.to === undefined ? 100 : place(validity.to);
      return { validity, left, width: Math.max(right - left, thinnestBar) };
    }),
    marks: moments.map((moment) => ({ moment, at: place(moment.at), anchor: anchorAt(place(moment.at)) })),
  };
}

/** A text that would stand out at an end of the axis hangs inwards. */
function anchorAt(place: number): Anchor {
  if (place < 20) return 'start';
  return place > 80 ? 'end' : 'middle';
}

/** `2026-11-30 11:00:49` UTC. */
export function plainTime(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** The drawing for who does not see it. */
export function validityInWords(validities: readonly Validity[], moments: readonly Moment[]): string {
  const bars = validities.map(({ name, from, to }) => {
    const begin = from === undefined ? 'any time' : plainTime(from);
    return `${name}: valid from ${begin} to ${to === undefined ? 'no end' : plainTime(to)}`;
  });
  const marks = moments.map(({ name, at }) => `${name}: ${plainTime(at)}`);
  return `${[...bars, ...marks].join('; ')}. All times are UTC.`;
}

/** Whether a token is good at a moment, the clock skew not counted. */
export function stateAt({ from, to }: Validity, at: number): 'not yet valid' | 'valid' | 'expired' {
  if (from !== undefined && at < from) return 'not yet valid';
  return to !== undefined && at > to ? 'expired' : 'valid';
}
