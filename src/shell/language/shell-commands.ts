import * as arranging from './commands/arranging.js';
import * as connecting from './commands/connecting.js';
import * as consoleCommands from './commands/console-commands.js';
import * as files from './commands/files.js';
import { forEachObject, whereObject } from './commands/filtering.js';
import * as formatting from './commands/formatting.js';
import { getCommand, getHelp } from './commands/help.js';
import type { ShellCommand } from './shell-command.js';

/** What PowerShell itself brings, as far as the lab has it. */
export const shellCommands: readonly ShellCommand[] = [
  whereObject,
  forEachObject,
  getHelp,
  getCommand,
  ...[arranging, connecting, consoleCommands, files, formatting].flatMap((group) =>
    Object.values<ShellCommand>({ ...group }),
  ),
];

const byName = new Map(
  shellCommands.flatMap((command) =>
    [command.name, ...(command.aliases ?? [])].map((name) => [name.toLowerCase(), command] as const),
  ),
);

/** The command of a name or an alias, in any case. */
export function lookUpShellCommand(name: string): ShellCommand | undefined {
  return byName.get(name.toLowerCase());
}
