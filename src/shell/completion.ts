import type { Cmdlet } from './cmdlet.js';
import type { ShellCommand } from './language/shell-command.js';
import { lookUpShellCommand, shellCommands } from './language/shell-commands.js';
import type { ParameterDefinition } from './parameter.js';
import { findParameter, parametersOf } from './parameter-binder.js';

/** What a line can go on with. */
export interface CompletionSource {
  readonly cmdlets: readonly Cmdlet[];
  lookUpCmdlet(name: string): Cmdlet | undefined;
  /** Names of the variables there are. */
  readonly variables: readonly string[];
}

/** Variables that are always there. */
const automatic = ['true', 'false', 'null', '_'];

/** How the last word of a line can go on, and the word: what readline's completer wants. */
export function complete(line: string, source: CompletionSource): [string[], string] {
  const word = /[^\s|;(){},=]*$/.exec(line)?.[0] ?? '';
  const before = line.slice(0, line.length - word.length);
  return [candidates(word, before, source).filter((one) => startsWith(one, word)), word];
}

function candidates(word: string, before: string, source: CompletionSource): readonly string[] {
  if (word.startsWith('$'))
    return [...new Set([...source.variables, ...automatic])].toSorted().map((name) => `$${name}`);
  const segment = /[^|;({}=]*$/.exec(before)?.[0].trimStart() ?? '';
  if (segment === '') return commandNames(source);
  const command = commandOf(segment.split(/\s+/, 1)[0] ?? '', source);
  if (!command) return [];
  if (word.startsWith('-')) return parametersOf(command).map(({ name }) => `-${name}`);
  if (command.name === 'Get-Help') return commandNames(source);
  const [, name] = /-(\w+)[\s:]+(?:[^\s,]+,\s*)*$/.exec(segment) ?? [];
  return name === undefined ? [] : valuesOf(command, name);
}

type Completable = Cmdlet | ShellCommand;

function commandOf(name: string, { lookUpCmdlet }: CompletionSource): Completable | undefined {
  const plain = name.replace(/^.*[\\/]/, '');
  return lookUpCmdlet(plain) ?? lookUpShellCommand(plain);
}

function commandNames({ cmdlets }: CompletionSource): readonly string[] {
  const scripts = cmdlets.filter(({ name }) => name.endsWith('.ps1')).map(({ name }) => `.\\${name}`);
  const all = [...cmdlets, ...shellCommands].map(({ name }) => name);
  return [...new Set([...all, ...scripts, 'exit'])].toSorted((a, b) => a.localeCompare(b, 'en'));
}

function valuesOf(command: Completable, name: string): readonly string[] {
  const parameter = parameterOf(command, name);
  if (parameter?.type === 'Boolean') return ['$true', '$false'];
  return parameter?.values ?? [];
}

function parameterOf(command: Completable, name: string): ParameterDefinition | undefined {
  try {
    return findParameter(command, name);
  } catch {
    return undefined; // running the line will say what is wrong with it
  }
}

function startsWith(candidate: string, word: string): boolean {
  return candidate.toLowerCase().startsWith(word.toLowerCase());
}
