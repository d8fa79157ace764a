import { stringify } from 'csv-stringify/sync';
import type { MysteryReport } from './report.js';

const columns = [
  ...['student', 'date', 'seed', 'difficulty', 'faults', 'outcome', 'minutes', 'hints', 'wrongAnswers', 'wrongChanges'],
];

/** The mysteries, a row each, as spreadsheets read them. A name that is a formula stays text. */
export function mysteryReportCsv({ mysteries }: MysteryReport): string {
  const rows = mysteries.map(({ faults, ...mystery }) => ({ ...mystery, faults: faults.join('; ') }));
  return stringify(rows, { header: true, columns, escape_formulas: true, record_delimiter: 'windows' });
}
