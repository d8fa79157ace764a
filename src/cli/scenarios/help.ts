import { exitCodeHelp } from '../help.js';
import { verbs } from './all-verbs.js';

export function scenariosHelp(): string {
  const lines = verbs.map(({ name, words, help }) => `  scenarios ${name} ${words}`.padEnd(44) + help);
  return `exchange-oauth-lab scenarios VERB …  [--lab http://127.0.0.1:8025] [--json]

${lines.join('\n')}

  --json           the lab's answer, as JSON
  --junit FILE     run: a report for CI as well

Examples:
  exchange-oauth-lab scenarios activate no-host-header
  exchange-oauth-lab scenarios hint no-host-header
  exchange-oauth-lab scenarios run --all --junit scenarios.xml
  exchange-oauth-lab scenarios reset

${exitCodeHelp}
`;
}
