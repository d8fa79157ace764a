import type { MysteryReport } from '../../scenarios/mystery/report.js';
import { mysteryReportCsv } from '../../scenarios/mystery/report-csv.js';
import { mysteryReportHtml } from '../../scenarios/mystery/report-html.js';
import { formatTable } from '../../shell/format.js';
import { exitCodes, UsageError } from '../console.js';
import { ask } from './ask.js';
import type { ScenarioVerb } from './verb.js';

const columns = ['student', 'date', 'seed', 'outcome', 'minutes', 'hints', 'wrongAnswers', 'wrongChanges', 'faults'];

const formats: Readonly<Record<string, (report: MysteryReport) => string>> = {
  text: reportText,
  html: mysteryReportHtml,
  csv: mysteryReportCsv,
  json: (report) => `${JSON.stringify(report)}\n`,
};

export const report: ScenarioVerb = {
  name: 'report',
  words: '[--format html|csv|json]',
  help: 'all mysteries of this lab, for the teacher',
  mostWords: 0,
  options: ['format'],
  check: ({ values }) => void writerOf(values.format),
  async run(call) {
    const { values, console } = call;
    const answer = await ask<MysteryReport>(call, 'GET', '/api/mysteries/report');
    for (const { file, why } of answer.damaged) console.err(`${file} is no record of a mystery: ${why}.\n`);
    console.out(writerOf(values.format ?? (values.json ? 'json' : undefined))(answer));
    return exitCodes.done;
  },
};

function writerOf(format: string | boolean | undefined = 'text'): (report: MysteryReport) => string {
  const writer = Object.entries(formats).find(([name]) => name === format)?.[1];
  if (writer) return writer;
  throw new UsageError(`--format is ${Object.keys(formats).join(', ')}, not '${format}'.`);
}

function reportText({ mysteries, scenarios }: MysteryReport): string {
  if (mysteries.length === 0) return 'There is no record of a mystery yet.\n';
  const rows = mysteries.map(({ date, faults, ...mystery }) => ({
    ...mystery,
    date: date.slice(0, 16),
    faults: faults.join('; '),
  }));
  const summary = scenarios.length === 0 ? '' : `\n${formatTable(scenarios.map((scenario) => ({ ...scenario })))}\n`;
  return `${formatTable(rows, columns)}\n${summary}`;
}
