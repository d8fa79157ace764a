import { stringify } from 'csv-stringify/sync';
import type { LogReport } from './report.js';

const columns = [
  ...['client', 'cause', 'certain', 'causes', 'status', 'count', 'first', 'last', 'symptom', 'diagnostics', 'hosts'],
  ...['userAgents', 'examples'],
];

/** The failures, one row each. Formulas of a spreadsheet that a client has sent as its name stay text. */
export function reportCsv({ failures, lumped }: LogReport): string {
  const rows = failures.map(({ causes, hosts, userAgents, examples, certain, quoted: _, ...group }) => ({
    ...group,
    certain: String(certain),
    causes: causes.join(' '),
    hosts: hosts.join(' '),
    userAgents: userAgents.join('; '),
    examples: examples.join(' '),
  }));
  const rest = lumped === 0 ? [] : [{ client: 'others', cause: 'lumped', count: lumped }];
  return stringify([...rows, ...rest], { header: true, columns, escape_formulas: true, record_delimiter: 'windows' });
}
