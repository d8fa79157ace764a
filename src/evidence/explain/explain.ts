import type { FailedPart, FixStep } from '../knowledge/cause.js';
import { testCoversTheTokenOnly } from '../knowledge/causes/test-covers-the-token-only.js';
import { type CustomerNames, customerNames } from './customer-names.js';
import { fillSteps } from './fill-names.js';
import { type Finding, weights } from './finding.js';
import { type LabCommands, labCommands } from './lab-commands.js';
import { pastedText } from './pasted-text.js';
import { tokenKind } from './recognisers/pasted-tokens.js';
import { recognisers } from './recognisers.js';

/** A cause as it is told: with the customer's names in its commands. */
export interface ExplainedCause {
  readonly id: string;
  readonly title: string;
  readonly part: FailedPart;
  readonly explanation: string;
  readonly tellApart: readonly string[];
  readonly fix: readonly FixStep[];
  readonly scenario?: string | undefined;
  readonly sources: readonly string[];
}

/** What was recognised in the text, and what it means. */
export interface RecognisedEvidence {
  readonly kind: string;
  readonly words: string;
  readonly meaning: string;
  readonly normal: boolean;
}

/** What a pasted text means. */
export interface Explanation {
  /** `unknown`: nothing in it is known, and nothing is guessed. */
  readonly verdict: 'failure' | 'normal' | 'unknown';
  /** What the answer rests on. */
  readonly recognised?: RecognisedEvidence | undefined;
  /** Which side failed, by the most likely cause. */
  readonly part?: FailedPart | undefined;
  /** The most likely first; one alone is certain. */
  readonly causes: readonly ExplainedCause[];
  readonly quoted: Readonly<Record<string, string>>;
  /** What else is in the text. */
  readonly others: readonly RecognisedEvidence[];
  readonly names: CustomerNames;
  /** How many tokens stand in the text, up to five: `decode` says all of them. */
  readonly tokens: number;
  /** Where something failed: how to see it in the lab. */
  readonly lab?: LabCommands | undefined;
  /** Where nothing was recognised: what was looked for. */
  readonly lookedFor?: readonly string[] | undefined;
}

/**
 * Says what evidence of a real server means: diagnostics, a Detail, a response, lines of a log, an event, an error. Works
 * without a lab. `now` (ms since 1970) is when the text is read; lifetimes of pasted tokens are looked at only then.
 */
export function explain(text: string, options: { readonly now?: number | undefined } = {}): Explanation {
  const pasted = pastedText(text, options.now);
  const findings = recognisers.flatMap((recogniser) => recogniser.find(pasted));
  const [answer, ...others] = ranked(findings);
  if (!answer) {
    const lookedFor = recognisers.map(({ looksFor }) => looksFor);
    return { verdict: 'unknown', causes: [], quoted: {}, others: [], names: { hosts: [] }, tokens: 0, lookedFor };
  }
  const names = customerNames(pasted, answer.quoted);
  return {
    verdict: answer.normal ? 'normal' : 'failure',
    recognised: evidenceOf(answer),
    part: answer.causes[0]?.part,
    causes: explainedCauses(answer, names),
    quoted: answer.quoted,
    others: others.filter(({ weight }) => weight !== weights.status).map(evidenceOf), // a bare status says nothing more
    names,
    tokens: findings.filter(({ kind }) => kind === tokenKind).length,
    lab: answer.normal ? undefined : labCommands(answer.causes, names, answer.direction),
  };
}

/** Failures before what is normal, and of them what says most; a finding that adds nothing is left out. */
function ranked(findings: readonly Finding[]): readonly Finding[] {
  const sorted = findings.toSorted((a, b) => Number(a.normal) - Number(b.normal) || b.weight - a.weight);
  const kept: Finding[] = [];
  for (const finding of sorted) if (!kept.some((other) => saysAsMuch(other, finding))) kept.push(finding);
  const [answer, ...others] = kept;
  if (!answer) return [];
  const succeeded = findings.some(({ weight, normal }) => normal && weight === weights.success);
  const isFreeBusy = answer.weight === weights.freeBusy && !answer.normal;
  return [
    succeeded && isFreeBusy ? { ...answer, causes: [...answer.causes, testCoversTheTokenOnly] } : answer,
    ...others,
  ];
}

function saysAsMuch(kept: Finding, finding: Finding): boolean {
  if (kept.kind === finding.kind && kept.meaning === finding.meaning) return true;
  if (kept.normal || finding.normal)
    return finding.causes.length === 0 && finding.weight === weights.normal && !finding.normal;
  return finding.causes.every((cause) => kept.causes.includes(cause));
}

function evidenceOf({ kind, words, meaning, normal }: Finding): RecognisedEvidence {
  return { kind, words, meaning, normal };
}

function explainedCauses({ causes, quoted }: Finding, names: CustomerNames): readonly ExplainedCause[] {
  const { domain, tenantId, mailbox, hosts } = names;
  const { thumbprint, server } = quoted;
  const filling = { host: hosts[0], domain, mailbox, thumbprint, server, 'tenant id': tenantId };
  return causes.map(({ id, title, part, explanation, tellApart, fix, scenario, sources }) => ({
    ...{ id, title, part, explanation, tellApart, fix: fillSteps(fix, filling), sources },
    ...(scenario === undefined ? {} : { scenario }),
  }));
}
