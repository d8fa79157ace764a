import { escapeXml } from '../../protocol/xml.js';
import type { MysteryReport, ReportedMystery, ReportedScenario } from './report.js';

type Cell = string | number | null;

/** Kept in the page, which has nothing from elsewhere; a table's head stands on every page of a print. */
const reportStyle = [
  'body{font:14px/1.4 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1a1a1a;background:#fff}',
  'table{border-collapse:collapse;width:100%;margin:0 0 2rem}',
  'caption{font-weight:bold;text-align:left;padding:.5rem 0}',
  'th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}',
  'thead th{background:#eee}',
  'td.number{text-align:right}',
  '@media print{body{margin:0;max-width:none;font-size:10pt}thead{display:table-header-group}tr{break-inside:avoid}}',
].join('\n');

/** The Content-Security-Policy it is served with: its own style, and nothing else. */
export const reportPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/** The report as one page to read and to print. Everything in it is escaped: names are what students have typed. */
export function mysteryReportHtml({ mysteries, scenarios, damaged }: MysteryReport): string {
  const left = damaged.map(({ file, why }) => `<p>Left out: ${escapeXml(file)}, since ${escapeXml(why)}.</p>`);
  return [
    '<!DOCTYPE html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>Mysteries of exchange-oauth-lab</title><style>\n${reportStyle}\n</style></head><body>`,
    '<h1>Mysteries</h1>',
    ...(mysteries.length === 0
      ? ['<p>There is no record of a mystery yet.</p>']
      : [table('By student', mysteryHead, mysteries.map(mysteryRow))]),
    ...(scenarios.length === 0 ? [] : [table('By scenario', scenarioHead, scenarios.map(scenarioRow))]),
    ...left,
    '</body></html>',
    '',
  ].join('\n');
}

const mysteryHead = [
  ...['Student', 'Begun (UTC)', 'Seed', 'Difficulty', 'Faults', 'Outcome', 'Minutes', 'Hints', 'Wrong answers'],
  'Wrong changes',
];

function mysteryRow(mystery: ReportedMystery): readonly Cell[] {
  const { student, date, seed, difficulty, faults, outcome, minutes, hints, wrongAnswers, wrongChanges } = mystery;
  const begun = date.slice(0, 16).replace('T', ' ');
  return [student, begun, seed, difficulty, faults.join('; '), outcome, minutes, hints, wrongAnswers, wrongChanges];
}

const scenarioHead = ['Scenario', 'Title', 'Mysteries', 'Solved', 'Median minutes', 'Hints'];

function scenarioRow({ scenario, title, mysteries, solved, medianMinutes, hints }: ReportedScenario): readonly Cell[] {
  return [scenario, title, mysteries, solved, medianMinutes, hints];
}

function table(caption: string, head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const names = head.map((name) => `<th scope="col">${name}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<table><caption>${caption}</caption><thead><tr>${names}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function cell(value: Cell): string {
  return typeof value === 'number' ? `<td class="number">${value}</td>` : `<td>${escapeXml(value ?? '')}</td>`;
}
