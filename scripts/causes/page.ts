import type { Cause, FailedPart } from '../../src/evidence/knowledge/cause.js';
import { causes } from '../../src/evidence/knowledge/causes.js';

/** Along the way of a request. */
const parts: readonly FailedPart[] = [
  'client',
  'network',
  'token service',
  'on-premises front end',
  'user lookup',
  'web service',
  'Exchange Online',
];

/** docs/causes.md, from the catalogue of causes. */
export function causesPage(): string {
  return [
    '# Causes: why the trust fails, and what to do',
    '',
    'Generated from the catalogue in `src/evidence/knowledge/causes/` by `npm run causes`. `explain`, `analyze-log`, the diagnosis of a transaction and the scenarios take their words from it. What Microsoft does not document and nobody has captured says "inferred". The client is who calls: Exchange Online on the way in, the on-premises servers on the way to the cloud. In commands, `<host>` is the public name of the on-premises Exchange, `<mailbox>` a mailbox of the side where the command runs.',
    '',
    ...parts.flatMap((part) => [`- ${capital(part)}: ${ofPart(part).map(link).join(', ')}`]),
    '',
    ...parts.flatMap((part) => [`## ${capital(part)}`, '', ...ofPart(part).flatMap(section)]),
  ].join('\n');
}

function ofPart(part: FailedPart): readonly Cause[] {
  return causes.filter((cause) => cause.part === part);
}

function link({ id }: Cause): string {
  return `[${id}](#${id})`;
}

function section({ id, title, explanation, tellApart, fix, scenario, reproduce, sources }: Cause): string[] {
  return [
    `### ${id}`,
    '',
    `**${plain(title)}.** ${plain(explanation)}`,
    '',
    'How to tell it:',
    '',
    ...tellApart.map((clue) => `- ${plain(clue)}`),
    '',
    'What to do:',
    '',
    ...fix.map(({ say, command }) => `- ${plain(say)}${command === undefined ? '' : ` ${code(command)}`}`),
    '',
    ...shownBy(scenario, reproduce),
    `Sources: ${plain(sources.join('; '))}`,
    '',
  ];
}

function shownBy(scenario: string | undefined, reproduce: readonly string[] | undefined): string[] {
  if (scenario !== undefined) return [`In the lab: scenario \`${scenario}\``, ''];
  if (!reproduce) return ['The lab can’t show this yet.', ''];
  return [`In the lab: ${reproduce.map(code).join(' then ')}`, ''];
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** What Markdown would read as a tag or emphasis. */
function plain(text: string): string {
  return text.replace(/[<>*_|]/g, '\\$&');
}

function code(command: string): string {
  return command.includes('`') ? `\`\` ${command} \`\`` : `\`${command}\``;
}
