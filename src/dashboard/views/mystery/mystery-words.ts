import type { MysteryOrder } from '../../../scenarios/mystery/begin.js';
import type { ListedCause } from '../../../scenarios/mystery/near-causes.js';
import type { MysteryView } from '../../../scenarios/mystery/view.js';

/** What a mystery shall be, as its form has it; empty is left to the lab. */
export interface OrderForm {
  readonly difficulty: string;
  readonly count: string;
  readonly seed: string;
  readonly student: string;
}

export const difficulties: readonly NonNullable<MysteryOrder['difficulty']>[] = ['easy', 'medium', 'hard', 'expert'];
export const mostFaults = 3;

/** The body of the call that begins it. */
export function orderOf({ difficulty, count, seed, student }: OrderForm): MysteryOrder {
  const known = difficulties.find((one) => one === difficulty);
  return {
    ...(known ? { difficulty: known } : {}),
    ...(count === '' ? {} : { count: Number(count) }),
    ...(seed.trim() === '' ? {} : { seed: Number(seed) }),
    ...(student.trim() === '' ? {} : { student: student.trim() }),
  };
}

/** The same as it is typed in a terminal. */
export function orderCommand(order: MysteryOrder): string {
  const options = Object.entries(order).map(([name, value]) => `--${name} ${shellWord(String(value))}`);
  return ['npx exchange-oauth-lab scenarios mystery', ...options].join(' ');
}

function shellWord(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `"${text.replaceAll('"', '')}"`;
}

export interface CauseGroup {
  readonly part: string;
  readonly causes: readonly ListedCause[];
}

/** The causes that have every word in id, title or part, by the part of the hybrid that they sit in. */
export function findCauses(causes: readonly ListedCause[], text: string): readonly CauseGroup[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = causes.filter(({ id, title, part }) =>
    words.every((word) => `${id} ${title} ${part}`.toLowerCase().includes(word)),
  );
  return [...new Set(found.map(({ part }) => part))].map((part) => ({
    part,
    causes: found.filter((cause) => cause.part === part),
  }));
}

/** How far it is, in a sentence. */
export function progressSentence({ tickets, hints, wrongAnswers, endedAt, outcome, minutes }: MysteryView): string {
  if (endedAt !== null) {
    const how = outcome === 'solved' ? 'Solved' : 'Given up';
    return `${how} after ${minutes ?? 0} minutes, with ${counted(hints, 'hint')} and ${counted(wrongAnswers, 'wrong answer')}.`;
  }
  const named = tickets.filter((ticket) => ticket.named).length;
  const mended = tickets.filter((ticket) => ticket.mended).length;
  const of = tickets.length === 1 ? '' : ` of ${tickets.length}`;
  return `Causes named: ${named}${of}. Mended: ${mended}${of}. Hints: ${hints}. Wrong answers: ${wrongAnswers}.`;
}

export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** What was said of each cause that was named. */
export function verdictSentences(
  answers: readonly { readonly cause: string; readonly right: boolean }[],
): readonly string[] {
  return answers.map(({ cause, right }) => `${cause}: ${right ? 'right' : 'wrong'}`);
}

/** The one that has ended last, of all there is a record of. */
export function lastEnded(mysteries: readonly MysteryView[]): MysteryView | undefined {
  return mysteries
    .filter(({ endedAt }) => endedAt !== null)
    .toSorted((a, b) => Date.parse(a.endedAt ?? '') - Date.parse(b.endedAt ?? ''))
    .at(-1);
}
