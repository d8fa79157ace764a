import { fillSteps } from '../evidence/explain/fill-names.js';
import type { FixStep } from '../evidence/knowledge/cause.js';
import { findCause } from '../evidence/knowledge/causes.js';
import type { Session } from '../shell/cmdlet.js';
import type { ScenarioNames } from './names.js';
import type { ScenarioSummary } from './results.js';
import type { Scenario, ScenarioCheck, ScenarioStep } from './scenario.js';
import { ScenarioError } from './scenario-error.js';
import { commandLine } from './steps.js';

/** What is said of a scenario to who wants to solve it. */
export interface ScenarioSheet extends ScenarioSummary {
  readonly ticket: string;
  readonly teaches: string;
  /** What to type to see it, and where; the same as a call of the cmdlet. */
  readonly check: Omit<ScenarioCheck, 'session'> & { readonly type: string; readonly session: Session };
}

/** A step as it is shown: the lines with the prompt's place before them. */
export interface TypedStep {
  readonly at: ScenarioStep['at'];
  readonly type: readonly string[];
  readonly server?: string | undefined;
  readonly tenant?: string | undefined;
  readonly answers?: readonly string[] | undefined;
  readonly say?: string | undefined;
}

/** The solution: why it fails, how that is told from others, and what mends it. */
export interface ScenarioExplanation {
  readonly id: string;
  readonly title: string;
  readonly teaches: string;
  /** Id in the catalogue of causes; null where nothing is broken. */
  readonly cause: string | null;
  readonly explanation: string;
  readonly tellApart: readonly string[];
  /** What an admin does on a real server. */
  readonly fix: readonly FixStep[];
  /** What the lab types, to break and to mend it. */
  readonly break: readonly TypedStep[];
  readonly mend: readonly TypedStep[];
  readonly sources: readonly string[];
}

export function sheetOf(scenario: Scenario, summary: ScenarioSummary, names: ScenarioNames): ScenarioSheet {
  const check = scenario.check(names);
  const session = check.session ?? (scenario.direction === 'cloud -> on-premises' ? 'Cloud' : 'OnPremises');
  return {
    ...summary,
    ticket: scenario.ticket(names),
    teaches: scenario.teaches,
    check: { ...check, type: commandLine(check), session },
  };
}

/** A hint, 1 to 3. */
export function hintOf(scenario: Scenario, number: number, names: ScenarioNames): string {
  const hint = scenario.hints(names)[number - 1];
  if (hint !== undefined) return hint;
  throw new ScenarioError('unknown', `'${scenario.id}' has no such hint; there are 1, 2 and 3.`);
}

export function explanationOf(scenario: Scenario, names: ScenarioNames): ScenarioExplanation {
  const { id, title, teaches, explanation, sources } = scenario;
  const cause = scenario.cause === undefined ? undefined : findCause(scenario.cause);
  const { Mailbox, TargetMailbox = Mailbox } = scenario.check(names).parameters;
  const filled = { host: names.hybrid, mailbox: TargetMailbox?.toString() };
  return {
    id,
    title,
    teaches,
    cause: cause?.id ?? null,
    explanation: [cause?.explanation, explanation].filter((text) => text !== undefined).join(' '),
    tellApart: cause?.tellApart ?? [],
    fix: cause ? fillSteps(cause.fix, { ...filled, domain: names.domain }) : [],
    break: scenario.break(names),
    mend: scenario.mend(names),
    sources: [...new Set([...sources, ...(cause?.sources ?? [])])],
  };
}
