import type { MysteryChange, MysteryFault, MysteryRecord } from './record.js';

/** How a record goes on, as pure functions; times are ISO 8601. */

const mostHints = 3;

/** The ticket that the next hint belongs to: the first unsolved one that has hints left; -1 where there is none. */
export function nextHinted({ faults }: MysteryRecord): number {
  return faults.findIndex((fault) => !isSolved(fault) && fault.hints < mostHints);
}

export function withHint(record: MysteryRecord, index: number): MysteryRecord {
  const faults = record.faults.map((fault, at) => (at === index ? { ...fault, hints: fault.hints + 1 } : fault));
  return { ...record, faults };
}

export function withAnswers(record: MysteryRecord, causes: readonly string[], time: string): MysteryRecord {
  const answers = causes.map((cause) => ({ time, cause, right: isRight(record, cause) }));
  const faults = record.faults.map((fault) =>
    causes.includes(fault.cause) ? { ...fault, named: fault.named ?? time } : fault,
  );
  return { ...record, faults, answers: [...record.answers, ...answers] };
}

export function isRight({ faults }: MysteryRecord, cause: string): boolean {
  return faults.some((fault) => fault.cause === cause);
}

/** `passed` in the order of the faults. What was mended and fails again is mended no more. */
export function withChecks(record: MysteryRecord, passed: readonly boolean[], time: string): MysteryRecord {
  const faults = record.faults.map((fault, index) => ({
    ...fault,
    mended: passed[index] ? (fault.mended ?? time) : null,
  }));
  return { ...record, faults };
}

export function withChange(record: MysteryRecord, change: MysteryChange): MysteryRecord {
  return { ...record, changes: [...record.changes, change] };
}

export function withEnd(
  record: MysteryRecord,
  outcome: NonNullable<MysteryRecord['outcome']>,
  time: string,
): MysteryRecord {
  return { ...record, outcome, endedAt: time };
}

export function allNamed({ faults }: MysteryRecord): boolean {
  return faults.every(({ named }) => named !== null);
}

export function allMended({ faults }: MysteryRecord): boolean {
  return faults.every(({ mended }) => mended !== null);
}

function isSolved({ named, mended }: MysteryFault): boolean {
  return named !== null && mended !== null;
}
