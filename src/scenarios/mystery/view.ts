import type { MysteryFault, MysteryRecord } from './record.js';

/** A ticket of a mystery. What is behind it is told when the mystery has ended, not before. */
export interface MysteryTicket {
  readonly ticket: string;
  readonly named: boolean;
  readonly mended: boolean;
  readonly scenario?: string;
  readonly title?: string;
  readonly cause?: string;
}

/** A mystery as its admin sees it. */
export interface MysteryView
  extends Pick<MysteryRecord, 'id' | 'student' | 'seed' | 'difficulty' | 'startedAt' | 'endedAt' | 'outcome'> {
  readonly tickets: readonly MysteryTicket[];
  readonly hints: number;
  readonly wrongAnswers: number;
  /** Cmdlets that have changed the lab, and how many of them none of the faults is mended with; told at the end. */
  readonly changes?: number;
  readonly wrongChanges?: number;
  /** How long it took, to a tenth; told at the end. */
  readonly minutes?: number;
}

export interface MysteryHint {
  /** Number of the ticket, from 1. */
  readonly ticket: number;
  /** 1 to 3. */
  readonly number: number;
  readonly hint: string;
}

/** The mystery after an answer, and which of the causes were right. */
export interface MysteryAnswers extends MysteryView {
  readonly answers: readonly { readonly cause: string; readonly right: boolean }[];
}

export function viewMystery(record: MysteryRecord): MysteryView {
  const { id, student, seed, difficulty, startedAt, endedAt, outcome, faults, changes } = record;
  const ended = endedAt !== null;
  return {
    ...{ id, student, seed, difficulty, startedAt, endedAt, outcome },
    tickets: faults.map((fault) => viewTicket(fault, ended)),
    hints: hintsOf(record),
    wrongAnswers: wrongAnswersOf(record),
    ...(ended
      ? { changes: changes.length, wrongChanges: wrongChangesOf(record), minutes: minutesOf(startedAt, endedAt) }
      : {}),
  };
}

export function hintsOf({ faults }: MysteryRecord): number {
  return faults.reduce((sum, { hints }) => sum + hints, 0);
}

export function wrongAnswersOf({ answers }: MysteryRecord): number {
  return answers.filter(({ right }) => !right).length;
}

export function wrongChangesOf({ changes }: MysteryRecord): number {
  return changes.filter(({ wrong }) => wrong).length;
}

/** From one moment to another, in minutes to a tenth. */
export function minutesOf(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 6000) / 10;
}

function viewTicket({ ticket, named, mended, scenario, title, cause }: MysteryFault, ended: boolean): MysteryTicket {
  return { ticket, named: named !== null, mended: mended !== null, ...(ended ? { scenario, title, cause } : {}) };
}
