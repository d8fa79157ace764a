import { deviations, ownWords } from './deviations.js';
import { personalities, type Refusal, refusals } from './refusals.js';
import { type Evidence, type EvidenceKind, evidenceKinds, type Subject, type Witness } from './rows.js';
import { sources } from './sources.js';
import { subjects } from './subjects/index.js';
import { unknown } from './unknown.js';

/** Writes docs/fidelity.md from the tables. */
export function fidelityPage(): string {
  const parts = [
    introduction(),
    section('Where the lab is deliberately different', deviationTable(), afterDeviations),
    section('Our own words', ownWordsTable(), 'Texts of ours begin with `[lab]`:'),
    section('Refusals', refusalTable(), aboutRefusals),
    ...subjects.map((subject) => section(subject.title, behaviourTable(subject))),
    section('Inferred', inferredTable(), 'All of the above that nobody has seen, and what speaks for it:'),
    section(
      'Not known',
      unknown.map((text) => `- ${text}`),
    ),
    section('Sources', sourceTable(), 'What the rows cite; `facts/…` is where we collected it.'),
  ];
  return `${parts.join('\n\n')}\n`;
}

const afterDeviations =
  'The first three are leniencies, which stand in the steps of every transaction they concern; two of them can be switched off.';

const aboutRefusals =
  'What stands in `x-ms-diagnostics`, by the name Exchange has for it. The status is 401 unless it says otherwise; EWS itself refuses with 403. *As … says* stands for each of Exchange 2013, newer builds and Exchange Online that the versions name; all of them are asked. *Words only* means that no request to the lab provokes it yet; the test then compares the words with what was collected.';

function introduction(): string {
  const counts = (Object.keys(evidenceKinds) as EvidenceKind[]).map((kind) => {
    const behaviours = subjects.flatMap(({ rows }) => rows).filter(({ evidence }) => evidence.kind === kind).length;
    const words = refusals.filter(({ evidence }) => evidence[0]?.kind === kind).length;
    return [evidenceKinds[kind], meanings[kind], String(behaviours), String(words)];
  });
  return `<!-- Generated: do not edit. The rows are in scripts/fidelity/, \`npm run fidelity\` writes this page. -->

# What is real, what is not, what nobody knows

Everything the lab says on the wire has a source, or is listed here as having none. Each row names the Exchange versions it holds for, how it is known, and the test that holds it: \`judgement: title > sub title\` is in test/judgement.test.ts. The page is generated, and \`npm test\` fails when the test of a row is gone, skipped or red, so it can't drift.

${table(['How it is known', 'That is', 'Behaviours', 'Refusals'], counts).join('\n')}

Two things to bear in mind. Exchange 2013 is the only version whose whole behaviour is known: where a row of *all* versions rests on it alone, that newer ones do the same is taken for granted, because no capture contradicts it. And Exchange 2016, 2019 and SE are one personality here: no capture tells them apart, except by build numbers.`;
}

const meanings: Readonly<Record<EvidenceKind, string>> = {
  capture: 'seen on the wire or on a screen, and published',
  document: 'written down by Microsoft, in an RFC, or in public source text',
  seedPage: 'msxfaq.de, "Exchange OAuth", the page this lab grew out of',
  observed2013: 'seen of Exchange 2013 CU23 (15.00.1497)',
  inferred: 'seen by nobody; the row says what speaks for it',
};

function section(title: string, content: readonly string[], prose = ''): string {
  return [`## ${title}`, ...(prose === '' ? [] : [prose]), content.join('\n')].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)];
}

function deviationTable(): readonly string[] {
  return table(
    ['Lab', 'Real server', 'How to have the real manners', 'Test'],
    deviations.map(({ lab, real, remedy, witness }) => [lab, real, remedy, witness ? shortWitness(witness) : '–']),
  );
}

function ownWordsTable(): readonly string[] {
  return table(
    ['What', 'Test'],
    ownWords.map(({ what, witness }) => [what, shortWitness(witness)]),
  );
}

function refusalTable(): readonly string[] {
  return table(
    ['Name', 'Code and category', 'Words', 'Newer builds, where they differ', 'Versions', 'Evidence', 'Test'],
    refusals.map((refusal) => [
      refusal.name,
      `${refusal.error.code} ${refusal.error.category}${refusal.error.httpStatus === 401 ? '' : `, HTTP ${refusal.error.httpStatus}`}`,
      [code(refusal.error.reason), refusal.error.note].filter(Boolean).join('; '),
      newerWords(refusal),
      refusal.versions,
      refusal.evidence.map(evidenceCell).join('; '),
      refusalTest(refusal),
    ]),
  );
}

function newerWords({ error: { newerBuilds } }: Refusal): string {
  if (!newerBuilds) return '';
  const { code: number, category, reason, scope } = newerBuilds;
  const words = [`${number} ${category}`, reason === undefined ? '' : code(reason), scope ?? ''];
  return words.filter((text) => text !== '').join('; ');
}

function refusalTest({ error, isReachable, witnesses }: Refusal): string {
  const [first = 'test/none.test.ts > none'] = witnesses;
  const test = shortWitness(first);
  if (isReachable) return witnesses.length === 1 ? test : test.replace(`as ${personalities[0]} says`, 'as … says');
  return `*words only*${error.unreachable === undefined ? '' : ` (${error.unreachable})`}; ${test}`;
}

function behaviourTable({ rows }: Subject): readonly string[] {
  return table(
    ['What', 'Versions', 'Evidence', 'Test'],
    rows.map(({ what, versions, evidence, witness, mayBeSkipped }) => [
      what,
      versions,
      evidenceCell(evidence),
      `${[witness].flat().map(shortWitness).join('; ')}${mayBeSkipped === undefined ? '' : ` (may be skipped: ${mayBeSkipped})`}`,
    ]),
  );
}

function inferredTable(): readonly string[] {
  const rows = subjects.flatMap(({ rows }) => rows).filter(({ evidence }) => evidence.kind === 'inferred');
  return table(
    ['What', 'From'],
    rows.map(({ what, evidence }) => [what, evidence.source]),
  );
}

function sourceTable(): readonly string[] {
  return table(
    ['Cited as', 'What it is'],
    Object.values(sources).map(({ short, full }) => [short, full]),
  );
}

function evidenceCell({ kind, source }: Evidence): string {
  const name = kind === 'inferred' ? `**${evidenceKinds[kind]}**` : evidenceKinds[kind];
  return source === '' ? name : `${name}: ${source}`;
}

/** A string of the wire as code; nothing where Exchange says nothing. */
function code(text: string): string {
  return text === '' ? '(none)' : `\`${text}\``;
}

function shortWitness(witness: Witness): string {
  return witness.replace(/^test\/(.+?)\.test\.ts > /, '$1: ');
}
