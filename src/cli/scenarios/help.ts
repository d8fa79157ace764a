import { exitCodeHelp } from '../help.js';
import { verbs } from './all-verbs.js';

export function scenariosHelp(): string {
  const lines = verbs.map(({ name, words, help }) => {
    const call = `  scenarios ${name} ${words}`;
    return call.length < 43 ? call.padEnd(44) + help : `${call}\n${' '.repeat(44)}${help}`;
  });
  return `exchange-oauth-lab scenarios VERB …  [--lab http://127.0.0.1:8025] [--json]

${lines.join('\n')}

  --json           the lab's answer, as JSON
  --junit FILE     run: a report for CI as well
  --difficulty     mystery: easy, medium, hard, or expert: several faults at once
  --seed, --count  mystery: which faults (a class shares a seed), and how many, 1 to 3

Examples:
  exchange-oauth-lab scenarios activate no-host-header
  exchange-oauth-lab scenarios hint no-host-header
  exchange-oauth-lab scenarios run --all --junit scenarios.xml
  exchange-oauth-lab scenarios mystery --seed 42 --student Kim
  exchange-oauth-lab scenarios report --format html > report.html
  exchange-oauth-lab scenarios reset

${exitCodeHelp}
`;
}
