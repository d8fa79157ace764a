import type { ExplainedCause, Explanation, RecognisedEvidence } from './explain.js';
import type { LabCommands } from './lab-commands.js';

const width = 100;

/** An explanation for a reader at a terminal. */
export function explanationText(explanation: Explanation): string {
  const { verdict, recognised, lookedFor = [] } = explanation;
  if (verdict === 'unknown' || !recognised) return unknownText(lookedFor);
  const blocks = [
    [`Recognised: ${recognised.kind}`, ...wrap(recognised.words, '  ')],
    wrap(recognised.meaning, ''),
    ...(explanation.causes.length > 0 ? [facts(explanation)] : []),
    ...causesText(explanation),
    ...(explanation.others.length > 0 ? [['Also in this text:', ...explanation.others.flatMap(otherText)]] : []),
    ...(explanation.lab ? [labText(explanation.lab, explanation.names.domain !== undefined)] : []),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function unknownText(lookedFor: readonly string[]): string {
  const lines = [
    'Nothing in this text is known; nothing is guessed. Looked for:',
    ...lookedFor.flatMap((what) => item(what, '  ')),
  ];
  return `${lines.join('\n')}\n`;
}

function facts({ part, quoted }: Explanation): string[] {
  const values = Object.entries(quoted).map(([name, value]) => `  ${name}: ${value}`);
  return [`Failed: ${part}`, ...values];
}

function causesText({ verdict, causes }: Explanation): string[][] {
  if (verdict === 'normal') return [['Nothing is wrong here.']];
  if (causes.length === 0) return [['The cause is not known: nothing is guessed.']];
  const heading = causes.length === 1 ? [] : [['Possible causes, the most likely first:']];
  return [
    ...heading,
    ...causes.map((cause, index) => causeText(cause, causes.length === 1 ? 'Cause:' : `${index + 1}.`)),
  ];
}

function causeText(
  { title, id, explanation, tellApart, fix, scenario, sources }: ExplainedCause,
  mark: string,
): string[] {
  return [
    ...wrap(`${mark} ${title} (${id})`, ''),
    ...wrap(explanation, '   '),
    '   How to tell it:',
    ...tellApart.flatMap((clue) => item(clue, '   ')),
    '   What to do:',
    ...fix.flatMap(({ say, command }) => [
      ...item(say, '   '),
      ...(command === undefined ? [] : [`       ${command}`]),
    ]),
    ...(scenario === undefined ? [] : [`   Scenario of the lab: ${scenario}`]),
    ...wrap(`Sources: ${sources.join('; ')}`, '   '),
  ];
}

function otherText({ kind, meaning }: RecognisedEvidence): string[] {
  return item(`${kind}: ${meaning}`, '  ');
}

function labText({ shows, start, break: breaking, test }: LabCommands, named: boolean): string[] {
  const names = named ? ' with your names' : '';
  const cannot = `The lab can’t show this failure yet. A healthy lab${names}:`;
  return [
    shows === undefined ? cannot : `See the same in a lab${names} (${shows}):`,
    `  ${start}`,
    shows === undefined ? 'and in another terminal, what a good run looks like:' : 'and in another terminal:',
    ...(breaking === undefined ? [] : breaking.split('\n').map((line) => `  ${line}`)),
    `  ${test}`,
  ];
}

function item(text: string, indent: string): string[] {
  return wrap(text, `${indent}  `).map((line, index) => (index === 0 ? `${indent}- ${line.trimStart()}` : line));
}

function wrap(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of printable(text).split(' ')) {
    if (line.length + word.length > width && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}

/** What came with the evidence may hold signs that move a terminal's cursor. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
}
