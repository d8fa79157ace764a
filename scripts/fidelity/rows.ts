import { type SourceName, sources } from './sources.js';

/** What a row of docs/fidelity.md is made of. A table is a file of its subject below subjects/. */

/** The Exchange versions that a row holds for. */
export const versions = {
  all: 'all',
  only2013: '2013',
  newerOnPremises: '2016, 2019, SE',
  onPremises: '2013, 2016, 2019, SE',
  newer: '2016, 2019, SE, Exchange Online',
  online: 'Exchange Online',
} as const;

export type Versions = (typeof versions)[keyof typeof versions];

/** How it is known, the best first. */
export const evidenceKinds = {
  capture: 'public capture',
  document: 'document',
  seedPage: 'seed page',
  observed2013: 'observed behaviour of Exchange 2013',
  inferred: 'inferred',
} as const;

export type EvidenceKind = keyof typeof evidenceKinds;

export interface Evidence {
  readonly kind: EvidenceKind;
  /** Where it stands, or what it was inferred from. */
  readonly source: string;
}

/** A test that holds a row: its file, then the titles from the top one down. */
export type Witness = `test/${string}.test.ts > ${string}`;

/** Something that Exchange, its token service or its web server does or says, and that the lab does or says as well. */
export interface Behaviour {
  /** `subject/name`; unique. */
  readonly id: `${string}/${string}`;
  /** The behaviour in a sentence or less, with the verbatim string in backquotes where there is one. */
  readonly what: string;
  readonly versions: Versions;
  readonly evidence: Evidence;
  /** All of them must pass. */
  readonly witness: Witness | readonly [Witness, ...Witness[]];
  /** Why the witness may be skipped on a machine, where it may. */
  readonly mayBeSkipped?: string;
}

export interface Subject {
  readonly title: string;
  readonly rows: readonly Behaviour[];
}

/** Where the lab differs from a real server on purpose. */
export interface Deviation {
  readonly lab: string;
  readonly real: string;
  /** How to have the real manners; `–` when there is no way. */
  readonly remedy: string;
  readonly witness?: Witness;
  readonly mayBeSkipped?: string;
}

/** `testsOf('judgement')('title > sub title')` names a test of test/judgement.test.ts. */
export function testsOf(file: string): (titles: string) => Witness {
  return (titles) => `test/${file}.test.ts > ${titles}`;
}

function named(names: readonly SourceName[], place: string): string {
  return [...names.map((name) => sources[name].short), ...(place === '' ? [] : [place])].join('; ');
}

/** Seen on the wire or on a screen, and published. `place` is where it was collected. */
export function capture(place: string, ...names: readonly SourceName[]): Evidence {
  return { kind: 'capture', source: named(names, place) };
}

/** Written down by Microsoft, in an RFC, or in public source text. */
export function document(place: string, ...names: readonly SourceName[]): Evidence {
  return { kind: 'document', source: named(names, place) };
}

export function seedPage(where: string): Evidence {
  return { kind: 'seedPage', source: where };
}

/** Seen of Exchange 2013 CU23, the only version whose whole behaviour is known. */
export function observed2013(place: string): Evidence {
  return { kind: 'observed2013', source: place };
}

export function inferred(from: string): Evidence {
  return { kind: 'inferred', source: from };
}
