import { textOf } from '../../src/scenarios/evidence.js';
import type { ScenarioRun } from '../../src/scenarios/results.js';
import type { ScenarioExplanation, ScenarioSheet, TypedStep } from '../../src/scenarios/sheet.js';
import { masked } from './masked.js';

/** What a page is made of: the scenario's own words, and what a run of it showed. */
export interface PageParts {
  readonly sheet: ScenarioSheet;
  readonly explanation: ScenarioExplanation;
  readonly hints: readonly string[];
  readonly run: ScenarioRun;
}

/** So long may an output be on a page. */
const mostLines = 40;

/** docs/scenarios/<id>.md */
export function scenarioPage({ sheet, explanation, hints, run }: PageParts): string {
  const { id, title, difficulty, direction, ticket, check, teaches } = sheet;
  const lines = [
    `# ${title}`,
    '',
    '<!-- Generated from the scenario’s file and a run of it: npm run scenarios. -->',
    '',
    `\`${id}\` · ${difficulty} · ${direction}${explanation.cause === null ? '' : ` · cause [${explanation.cause}](../causes.md#${explanation.cause})`}`,
    '',
    `**The ticket.** ${ticket}`,
    '',
    `**What it teaches.** ${teaches}`,
    '',
    ...section('Switch it on', commandBlock([`npx exchange-oauth-lab scenarios activate ${id}`])),
    ...section(`What the test says (${check.session === 'Cloud' ? 'in the cloud' : 'on-premises'})`, [
      ...commandBlock([check.type]),
      '',
      ...output(textOf(run.broken)),
    ]),
    ...evidenceSections(run),
    ...section(
      'Hints',
      hints.map((hint, index) => `${index + 1}. ${hint}`),
    ),
    ...section('Why', [explanation.explanation, ...bullets('How to tell it', explanation.tellApart)]),
    ...section('What the lab has broken', stepBlock(explanation.break)),
    ...fixSection(explanation),
    ...section('After that', [...output(verdictLine(run))]),
    ...section(
      'Sources',
      explanation.sources.map((source) => `- ${source}`),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function evidenceSections({ evidence }: ScenarioRun): readonly string[] {
  const { iisLog, diagnostics, events, looks } = evidence;
  return [
    ...section(
      'x-ms-diagnostics',
      diagnostics.length === 0 ? ['None: no answer bears any.'] : output(diagnostics.join('\n')),
    ),
    ...section(
      'The IIS log on-premises',
      iisLog.length === 0 ? ['No line: no request of the test reached Exchange.'] : output(iisLog.join('\n')),
    ),
    ...section('Event log', events.length === 0 ? [] : output(eventLines(events))),
    ...section(
      'What else shows it',
      looks.flatMap(({ look, text }) => [
        ...(look.say === undefined ? [] : [look.say, '']),
        ...commandBlock([`# ${look.server ?? look.tenant ?? look.at}`, ...look.type]),
        '',
        ...output(text),
        '',
      ]),
    ),
  ];
}

/** Each kind of event once, in the order of the first. */
function eventLines(events: ScenarioRun['evidence']['events']): string {
  return [
    ...new Set(
      events.map(({ source, eventId, message }) => masked(`${source} ${eventId}: ${message.split('\n', 1)[0]}`)),
    ),
  ].join('\n');
}

function fixSection({ fix, mend }: ScenarioExplanation): readonly string[] {
  return [
    ...section(
      'What to do on a real server',
      fix.map(({ say, command }) => `- ${say}${command === undefined ? '' : ` \`${command}\``}`),
    ),
    ...section('What mends it in the lab', mend.length === 0 ? [] : stepBlock(mend)),
  ];
}

function verdictLine({ mended }: ScenarioRun): string {
  if ('error' in mended) return mended.error.message;
  const type = mended.output[0]?.ResultType;
  return typeof type === 'string' ? `ResultType : ${type}` : mended.text;
}

function section(title: string, content: readonly string[]): readonly string[] {
  return content.length === 0 ? [] : [`## ${title}`, '', ...content, ''];
}

function bullets(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : ['', `${title}:`, '', ...items.map((item) => `- ${item}`)];
}

function commandBlock(lines: readonly string[]): readonly string[] {
  return ['```powershell', ...lines, '```'];
}

function stepBlock(steps: readonly TypedStep[]): readonly string[] {
  if (steps.length === 0) return ['Nothing.'];
  return commandBlock(
    steps.flatMap(({ at, server, tenant, type, answers, say }) => [
      `# ${server ?? tenant ?? at}${say === undefined ? '' : `: ${say}`}`,
      ...type,
      ...(answers ?? []).map((answer) => `# answer: ${answer}`),
    ]),
  );
}

/** Real output, masked; the middle of a long one is left out. */
function output(text: string): readonly string[] {
  const lines = masked(text).trim().split('\n');
  const left = lines.length - mostLines;
  const shown =
    left <= 1 ? lines : [...lines.slice(0, mostLines / 2), `… (${left} lines)`, ...lines.slice(-mostLines / 2)];
  return ['```text', ...shown, '```'];
}
