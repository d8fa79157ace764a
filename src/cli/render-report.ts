import type {
  Check,
  CheckVerdict,
  ClaimReport,
  TokenPart,
  TokenReport,
} from '../evidence/token-report/token-report.js';
import { styled } from './colors.js';
import type { Console } from './console.js';
import { wrap } from './help.js';

type Terminal = Pick<Console, 'terminal' | 'environment'>;

/** Columns of a terminal that everybody has. */
const width = 100;
const mostOfValue = 700;
const mostOfName = 20;

/** A report for people: nested as the token is, each line within 100 columns; colours on a terminal alone. */
export function renderReport(report: TokenReport, terminal: Terminal): string {
  const lines = [
    ...headOf(report, terminal),
    ...partLines(report.token, '', terminal),
    ...checkLines(report.checks, terminal),
    ...resultLines(report, terminal),
  ];
  return `${lines.join('\n')}\n`;
}

function headOf({ kind, time, host, cut, readable, encrypted }: TokenReport, terminal: Terminal): readonly string[] {
  const title = kind?.title ?? (encrypted ? 'An encrypted token' : 'A token of no kind that Exchange takes');
  const judged = `judged for ${time}${host === undefined ? '' : `, host ${host}`}`;
  return [
    styled(lead('', cut && !kind ? 'The beginning of a token' : title), 'bold', terminal),
    ...(kind ? [lead('  ', `${kind.name}: ${kind.because}`), lead('  ', kind.direction)] : []),
    lead('  ', judged),
    ...(cut ? [styled(lead('  ', readable ? readableText : cutText(cut)), 'yellow', terminal)] : []),
    '',
  ];
}

const readableText =
  'As Exchange logs it to be read: without signature, and without some of its claims; what hangs on them is not judged.';

function cutText({ part, claim }: NonNullable<TokenReport['cut']>): string {
  const within = claim === undefined ? '' : `, within ${claim}`;
  return `CUT in the ${part}${within}: what follows is not there, and what hangs on it is not judged.`;
}

function partLines(part: TokenPart, indent: string, terminal: Terminal): readonly string[] {
  const { name, signed, thumbprint, signature, header, claims, actorToken } = part;
  const seal = signed
    ? `signed${thumbprint === undefined ? '' : `, by the certificate with thumbprint ${thumbprint}`}`
    : 'unsigned';
  const column = Math.min(Math.max(4, ...[...header, ...claims].map((claim) => claim.name.length)), mostOfName);
  const list = (title: string, entries: readonly ClaimReport[]) => [
    `${indent}  ${styled(title, 'underline', terminal)}`,
    ...entries.flatMap((claim) => claimLines(claim, `${indent}    `, column, terminal)),
  ];
  return [
    `${indent}${styled(name.toUpperCase(), 'bold', terminal)}  ${seal}`,
    ...list('header', header),
    ...list('claims', claims),
    ...(signature === undefined ? [] : [lead(`${indent}  signature  `, signature)]),
    '',
    ...(actorToken ? partLines(actorToken, `${indent}  `, terminal) : []),
  ];
}

function claimLines(claim: ClaimReport, indent: string, column: number, terminal: Terminal): readonly string[] {
  const { name, meaning, setBy, named, verdict, remark } = claim;
  const rest = indent + ' '.repeat(column + 2);
  const value = lead(`${indent}${harmless(name).padEnd(column)}  `, shownValue(claim));
  const explained = meaning === undefined ? 'Not known to this lab.' : `${meaning}. Set by ${setBy}.`;
  return [
    verdict === 'failed' ? styled(value, 'red', terminal) : value,
    ...(named === undefined ? [] : [styled(lead(`${rest}= `, named), 'cyan', terminal)]),
    styled(lead(rest, explained), 'gray', terminal),
    ...(remark === undefined ? [] : [styled(lead(`${rest}WRONG: `, remark), 'red', terminal)]),
  ];
}

function shownValue({ name, value, time }: ClaimReport): string {
  if (name === 'actortoken' && typeof value === 'string') return '(the actor token, below)';
  const text = typeof value === 'string' && !time ? value : JSON.stringify(value);
  const short = text.length > mostOfValue ? `${text.slice(0, mostOfValue)}… (${text.length} characters)` : text;
  if (!time) return short;
  return `${short} = ${time.utc.replace('T', ' ').replace('Z', ' UTC')}${localTime(time.utc)}, ${time.distance}`;
}

/** Of the computer's own time zone, unless that is UTC; Swedish writes dates as ISO 8601 does. */
function localTime(utc: string): string {
  const local = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'long' }).format(new Date(utc));
  return local.endsWith('UTC') ? '' : ` (${local})`;
}

const words: Readonly<Record<CheckVerdict, string>> = { passed: 'passed', failed: 'FAILED', notJudged: 'open' };
const colors = { passed: 'green', failed: 'red', notJudged: 'yellow' } as const;

function checkLines(checks: readonly Check[], terminal: Terminal): readonly string[] {
  const column = Math.max(...checks.map(({ name }) => name.length));
  const isOne = checks.every(({ part }) => part === checks[0]?.part);
  return [
    styled('CHECKS, in Exchange’s order', 'bold', terminal),
    ...checks.flatMap((check, index) => [
      ...(isOne || check.part === checks[index - 1]?.part ? [] : [`  ${styled(check.part, 'underline', terminal)}`]),
      checkLine(check, column, terminal),
    ]),
    '',
  ];
}

function checkLine({ name, verdict, detail }: Check, column: number, terminal: Terminal): string {
  const word = words[verdict].padEnd(6);
  const line = lead(`    ${word}  ${name.padEnd(column)}  `, detail);
  return line.replace(word, () => styled(word, colors[verdict], terminal));
}

function resultLines({ verdict, checks, firstRefusal }: TokenReport, terminal: Terminal): readonly string[] {
  const count = (wanted: CheckVerdict) => checks.filter((check) => check.verdict === wanted).length;
  const open = count('notJudged');
  const rest = open === 0 ? '' : ` ${open} that the token alone can't settle ${open === 1 ? 'is' : 'are'} open.`;
  if (verdict === 'right') return [styled(lead('', `Nothing wrong found.${rest}`), 'green', terminal)];
  const failed = count('failed');
  return [
    styled(lead('', `${failed} ${failed === 1 ? 'thing is' : 'things are'} wrong.${rest}`), 'red', terminal),
    ...(firstRefusal === undefined ? [] : [answerLead(checks), `x-ms-diagnostics: ${harmless(firstRefusal)}`]),
  ];
}

/** What comes first is what Exchange answers; nobody knows here how an open check ends that comes before. */
function answerLead(checks: readonly Check[]): string {
  const first = checks.findIndex(({ answer }) => answer !== undefined);
  const isCertain = checks.slice(0, first).every(({ verdict }) => verdict === 'passed');
  return `Exchange answers${isCertain ? '' : ', unless something open fails before'}:`;
}

/** Text behind its lead, its further lines below it. */
function lead(before: string, text: string): string {
  const words = harmless(text)
    .split(' ')
    .flatMap((word) => pieces(word, width - before.length));
  return before + wrap(words.join(' '), ' '.repeat(before.length), width).slice(before.length);
}

/** A word that is longer than a line, broken where an id ends, if there is such a place. */
function pieces(word: string, room: number): readonly string[] {
  if (word.length < room) return [word];
  const line = word.slice(0, room - 1);
  const end = Math.max(line.lastIndexOf('@'), line.lastIndexOf('/'));
  const length = end > 0 ? end : line.length;
  return [word.slice(0, length), ...pieces(word.slice(length), room)];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const steering = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A token may hold whatever its maker wants: nothing of it may steer the terminal. */
function harmless(text: string): string {
  return text.replace(steering, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
