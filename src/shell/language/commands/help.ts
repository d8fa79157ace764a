import type { Cmdlet } from '../../cmdlet.js';
import { asWritten, syntax } from '../../cmdlet-help.js';
import { wildcard } from '../../format.js';
import { parametersOf } from '../../parameter-binder.js';
import { EvaluationError } from '../evaluation-error.js';
import { type ShellCommand, type ShellServices, toggle, value } from '../shell-command.js';
import { toText } from '../text.js';
import { FormattedText, type Value } from '../values.js';

type Described = Pick<
  Cmdlet,
  'name' | 'synopsis' | 'parameters' | 'aliases' | 'description' | 'examples' | 'supportsShouldProcess'
>;

const overview = `The lab's shell runs Exchange's cmdlets in the language of PowerShell, as far as the lab needs it.

  Get-Command *Auth*                what there is
  Get-Help Set-AuthConfig           what one of them does; -Examples, -Full
  Get-AuthConfig | fl               a cmdlet, and its object as a list
  Connect-ExchangeOnline            to the cloud; Disconnect-ExchangeOnline goes back
  Connect-ExchangeServer EX02       to another server on-premises
  exit                              the end`;

/** Everything that the shell runs, by name; a cmdlet of the lab stands before a command of the shell. */
function described({ cmdlets, commands }: ShellServices): readonly Described[] {
  const names = new Set(cmdlets.map(({ name }) => name.toLowerCase()));
  const own = commands.filter(({ name }) => !names.has(name.toLowerCase()));
  return [...cmdlets, ...own].toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

function find(commands: readonly Described[], wanted: string): Described {
  const name = wanted.replace(/^\.[\\/]/, '').toLowerCase();
  const found = commands.find((one) =>
    [one.name, ...(one.aliases ?? [])].some((known) => known.toLowerCase() === name),
  );
  if (found) return found;
  throw new EvaluationError(
    `Get-Help could not find ${wanted} in this lab. Get-Command lists what there is.`,
    'ObjectNotFound',
  );
}

function describe(command: Described, given: Readonly<Record<string, Value>>): string {
  const examples = command.examples?.map((line) => `    ${line}`) ?? [];
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['NAME', [`    ${command.name}`]],
    ['SYNOPSIS', [`    ${command.synopsis}`]],
    ['SYNTAX', syntax(command).map((line) => `    ${line}`)],
    ['DESCRIPTION', command.description ? [`    ${command.description}`] : []],
    ['PARAMETERS', given.Examples === undefined ? parameters(command, given.Full !== undefined) : []],
    [
      'EXAMPLES',
      given.Examples === undefined && given.Full === undefined && examples.length > 2 ? examples.slice(0, 2) : examples,
    ],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines].join('\n'))
    .join('\n\n');
}

function parameters(command: Described, isFull: boolean): readonly string[] {
  const shown = isFull ? parametersOf(command) : command.parameters;
  return shown.flatMap((parameter) => [
    `    ${asWritten(parameter)}${parameter.mandatory ? '  (required)' : ''}`,
    `        ${parameter.help}`,
  ]);
}

export const getHelp: ShellCommand = {
  name: 'Get-Help',
  aliases: ['help', 'man'],
  synopsis: 'Tells what a cmdlet does and takes.',
  parameters: [
    value('Name', 'The cmdlet.', 0),
    toggle('Examples', 'Its examples.'),
    toggle('Full', 'All its parameters.'),
    toggle('Detailed', 'Its parameters.'),
  ],
  run({ given, shell }) {
    if (given.Name === undefined) return [new FormattedText(overview)];
    return [new FormattedText(describe(find(described(shell), toText(given.Name)), given))];
  },
};

export const getCommand: ShellCommand = {
  name: 'Get-Command',
  aliases: ['gcm'],
  synopsis: 'Lists the commands there are.',
  parameters: [value('Name', 'A name, with wildcards.', 0)],
  run({ given, shell }) {
    const pattern = wildcard(toText(given.Name ?? '*'));
    return described(shell)
      .filter(({ name }) => pattern.test(name))
      .map(({ name, synopsis }) => ({ Name: name, Synopsis: synopsis }));
  },
};
