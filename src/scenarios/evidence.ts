import type { PowerShellObject } from '../shell/cmdlet.js';
import type { ExpectedEvidence, ScenarioLook } from './scenario.js';

/** What the scenario's check said, or the terminating error it ended with. */
export type TestResult =
  | { readonly output: readonly PowerShellObject[]; readonly text: string }
  | { readonly error: { readonly category: string; readonly message: string } };

/** What was found on-premises meanwhile. */
export interface Traces {
  /** The IIS log's lines of the check's requests. */
  readonly iisLog: readonly string[];
  readonly iisStatus: readonly number[];
  /** `x-ms-diagnostics` of the answers, of both sides. */
  readonly diagnostics: readonly string[];
  /** Entries of the event logs since the break, oldest first. */
  readonly events: readonly { readonly source: string; readonly eventId: number; readonly message: string }[];
}

/** A look with what it showed. */
export interface LookResult {
  readonly look: ScenarioLook;
  readonly text: string;
}

/** All that a scenario showed. */
export interface ScenarioEvidence extends Traces {
  readonly looks: readonly LookResult[];
}

/** Where what was found is not what is expected, a sentence each; none when all is. */
export function differences(expected: ExpectedEvidence, result: TestResult, found: ScenarioEvidence): string[] {
  const said = textOf(result);
  const kind = kindOf(result);
  return [
    ...(kind === expected.result ? [] : [`The check gave ${kind}, expected was ${expected.result}.`]),
    ...(expected.says ?? [])
      .filter((text) => !occurs(text, said))
      .map((text) => `The check does not say ${quote(text)}; it says: ${said}`),
    ...diagnosticsDifference(expected.diagnostics, found.diagnostics),
    ...statusDifference(expected.iisStatus, found.iisStatus),
    ...(expected.events ?? [])
      .filter((event) => !found.events.some((one) => one.source === event.source && one.eventId === event.eventId))
      .map(({ source, eventId }) => `There is no event ${eventId} of ${source}.`),
    ...found.looks
      .filter(({ look, text }) => !occurs(look.shows, text))
      .map(({ look, text }) => `'${look.type.join('; ')}' does not show ${quote(look.shows)}; it shows: ${text}`),
  ];
}

export function textOf(result: TestResult): string {
  return 'error' in result ? result.error.message : result.text;
}

function kindOf(result: TestResult): ExpectedEvidence['result'] {
  if ('error' in result) return 'terminating error';
  const type = result.output[0]?.ResultType;
  return type === 'Success' || type === 'Warning' || type === 'Error' ? type : 'text';
}

/** The lines of a formatted object are broken and indented; what is looked for is a sentence. */
function occurs(wanted: string | RegExp, text: string): boolean {
  const flat = text.replace(/\s+/g, ' ');
  return typeof wanted === 'string'
    ? flat.includes(wanted.replace(/\s+/g, ' '))
    : wanted.test(text) || wanted.test(flat);
}

function quote(wanted: string | RegExp): string {
  return typeof wanted === 'string' ? `"${wanted}"` : String(wanted);
}

function diagnosticsDifference(expected: string | undefined, found: readonly string[]): string[] {
  const shown = found.length === 0 ? 'none' : found.join(' | ');
  if (expected === undefined) return found.length === 0 ? [] : [`No x-ms-diagnostics was expected, there is: ${shown}`];
  return found.some((value) => value.startsWith(expected))
    ? []
    : [`No x-ms-diagnostics begins with "${expected}"; there is: ${shown}`];
}

function statusDifference(expected: readonly number[] | undefined, found: readonly number[]): string[] {
  if (expected === undefined || expected.join() === found.join()) return [];
  const words = (statuses: readonly number[]) => (statuses.length === 0 ? 'no line' : statuses.join(', '));
  return [`The IIS log has ${words(found)}, expected was ${words(expected)}.`];
}
