import type { Station } from '../../handshake/journey.js';

/** The drawing's size in its own units. */
export const size = { width: 1200, height: 312 } as const;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the stations stand: the cloud on the left, the organisation on the right, the Internet between them. */
export const boxes: Readonly<Record<Station, Box>> = {
  exchangeOnline: { x: 36, y: 58, width: 232, height: 62 },
  tokenService: { x: 36, y: 222, width: 232, height: 62 },
  internet: { x: 364, y: 108, width: 140, height: 68 },
  reverseProxy: { x: 582, y: 108, width: 164, height: 68 },
  frontEnd: { x: 796, y: 108, width: 204, height: 68 },
  directory: { x: 1034, y: 108, width: 142, height: 68 },
  client: { x: 344, y: 232, width: 180, height: 58 },
};

/** What belongs to whom. */
export const zones = {
  cloud: { x: 12, y: 8, width: 280, height: 296 },
  premises: { x: 558, y: 8, width: 630, height: 296 },
} as const;

type Point = readonly [number, number];

/** Wires between neighbours, as the rest of an SVG path that begins at `start`. */
const wires: Readonly<Record<string, { readonly start: Point; readonly curve: string; readonly end: Point }>> = {
  'exchangeOnline internet': { start: [268, 84], curve: 'C 330 84 318 132 364 132', end: [364, 132] },
  'exchangeOnline tokenService': { start: [76, 120], curve: 'L 76 222', end: [76, 222] },
  'internet reverseProxy': { start: [364, 132], curve: 'L 582 132', end: [582, 132] },
  'reverseProxy frontEnd': { start: [582, 132], curve: 'L 796 132', end: [796, 132] },
  'frontEnd directory': { start: [796, 132], curve: 'L 1034 132', end: [1034, 132] },
  'frontEnd internet': { start: [898, 176], curve: 'C 898 292 600 262 492 164', end: [492, 164] },
  'internet exchangeOnline': { start: [492, 164], curve: 'L 376 158 C 330 154 322 106 268 106', end: [268, 106] },
  'internet tokenService': { start: [492, 164], curve: 'L 392 168 C 340 178 330 253 268 253', end: [268, 253] },
  'client internet': { start: [434, 232], curve: 'L 434 132', end: [434, 132] },
  'client frontEnd': { start: [524, 268], curve: 'C 700 268 770 240 830 176', end: [830, 176] },
};

/** Wires that are drawn whether or not anything is on its way: those of the hybrid itself. */
export const restingWires: readonly string[] = [
  'exchangeOnline internet',
  'exchangeOnline tokenService',
  'internet reverseProxy',
  'reverseProxy frontEnd',
  'frontEnd directory',
  'frontEnd internet',
  'internet tokenService',
].map((name) => wireBetween(name));

function wireBetween(name: string): string {
  const wire = wires[name];
  if (!wire) throw new Error(`There is no wire ${name} in the drawing.`);
  return `M ${wire.start.join(' ')} ${wire.curve}`;
}

/** One path along all stations; a piece that begins elsewhere than the last one ended is joined by a straight line. */
export function pathAlong(stations: readonly Station[]): string {
  const pieces = stations.slice(1).map((station, index) => {
    const wire = wires[`${stations[index]} ${station}`];
    if (!wire) throw new Error(`No wire leads from ${stations[index]} to ${station}.`);
    return `${index === 0 ? 'M' : 'L'} ${wire.start.join(' ')} ${wire.curve}`;
  });
  return pieces.join(' ');
}

/** Where the word about a request stands that ended at a station: one line of text each, upwards from the box or downwards. */
export function labelPlace(station: Station, index: number): { readonly x: number; readonly y: number } {
  const { x, y, height } = boxes[station];
  const line = 21;
  if (station === 'exchangeOnline' || station === 'client') return { x: x + 56, y: y + height + 20 + index * line };
  if (station === 'tokenService') return { x: x + 56, y: y - 12 - index * line };
  // The last station stands at the edge: its words begin before it.
  return { x: station === 'directory' ? x - 22 : x, y: y - 12 - index * line };
}
