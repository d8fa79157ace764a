import type { LogAnswer } from '../../../control/routes/analyze-log.js';
import type { Cause } from '../../../evidence/knowledge/cause.js';
import type { FailureGroup, LogReport } from '../../../evidence/log-analysis/report.js';
import type { Verdict } from './words.js';

/** Failures of one cause and one symptom, of all their clients. */
export interface CauseGroup {
  readonly key: string;
  readonly title: string;
  /** Undefined where the log tells too little. */
  readonly cause: Cause | undefined;
  /** Titles of the others that are possible. */
  readonly others: readonly string[];
  readonly count: number;
  /** ISO 8601 */
  readonly first: string;
  readonly last: string;
  readonly clients: readonly [FailureGroup, ...FailureGroup[]];
}

/** Puts the clients of a cause together, the most frequent cause first. */
export function causeGroups({ failures, causes }: LogAnswer): readonly CauseGroup[] {
  const byCause = new Map<string, FailureGroup[]>();
  for (const failure of failures) {
    const key = [failure.cause, failure.certain, failure.symptom].join(' ');
    byCause.set(key, [...(byCause.get(key) ?? []), failure]);
  }
  return [...byCause]
    .flatMap(([key, [head, ...rest]]) => (head ? [groupOf(key, [head, ...rest], causes)] : []))
    .toSorted((one, other) => other.count - one.count || one.first.localeCompare(other.first));
}

function groupOf(key: string, clients: CauseGroup['clients'], causes: readonly Cause[]): CauseGroup {
  const [head] = clients;
  const cause = causes.find(({ id }) => id === head.cause);
  const others = head.causes.filter((id) => id !== cause?.id);
  const times = clients.flatMap(({ first, last }) => [first, last]).toSorted();
  return {
    key,
    title: cause ? `${head.certain ? '' : 'Perhaps: '}${cause.title}` : 'The log tells too little to say why',
    cause,
    others: others.map((id) => causes.find((known) => known.id === id)?.title ?? id),
    count: clients.reduce((sum, { count }) => sum + count, 0),
    first: times[0] ?? '',
    last: times.at(-1) ?? '',
    clients,
  };
}

/** What the logs come to, in a sentence. */
export function logVerdict({ failures, normal, lumped }: LogReport): Verdict {
  const count = failures.reduce((sum, group) => sum + group.count, 0) + lumped;
  if (count > 0) return { tone: 'bad', sentence: `${counted(count, 'OAuth call')} failed.` };
  const seen = normal.accepted + normal.challenges + normal.unanswered;
  if (seen > 0) return { tone: 'good', sentence: 'No failure found.' };
  return { tone: 'warn', sentence: 'No OAuth call is in these logs.' };
}

/** What was seen and is no failure; nothing where there was none of it. */
export function normalFacts({ normal, tokens }: LogReport): readonly (readonly [string, string])[] {
  const rows: readonly (readonly [string, number, string])[] = [
    ['First 401s, as they should be', normal.challenges, 'each is followed by an answer'],
    ['First 401s that nothing followed', normal.unanswered, 'look at the side that asked'],
    ['Accepted', normal.accepted, ''],
    ['401s of Windows or Basic authentication', normal.otherAuthentication, 'no OAuth'],
    ['401s that may be OAuth or not', normal.unclear, 'the log has no Authorization'],
    ['Lines of the back end', normal.backEnd, 'the front end’s tell the same'],
    ['Tokens read in the logs', tokens.read, ''],
    ['Tokens that the log has cut', tokens.cut, ''],
    ['Tokens that can’t be read', tokens.unreadable, ''],
  ];
  return rows
    .filter(([, count], index) => count > 0 || index < 3)
    .map(([what, count, remark]) => [what, `${number(count)}${remark !== '' && count > 0 ? ` (${remark})` : ''}`]);
}

/** `2025-11-03 08:00:01 UTC`, or from when to when. */
export function period(first: string | null, last: string | null): string {
  if (first === null || last === null) return 'no times';
  return first === last ? `${moment(first)} UTC` : `${moment(first)} to ${moment(last)} UTC`;
}

function moment(time: string): string {
  return time.slice(0, 19).replace('T', ' ');
}

export function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 line`, `2 lines` */
export function counted(count: number, what: string): string {
  return `${number(count)} ${what}${count === 1 ? '' : 's'}`;
}
