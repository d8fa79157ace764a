import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Culture } from '../connectivity/culture.js';
import { type Console, exitCodes, UsageError } from './console.js';
import { shellHelp } from './help.js';
import { withLab } from './lab-access.js';
import type { LabClient } from './lab-client.js';
import { RemoteInvoker } from './remote-invoker.js';
import { readPiped, runPipedScript, runScript } from './shell-script.js';

/** `exchange-oauth-lab shell`: for a person, a pipe, a file or one line. Gives the exit code. */
export async function shellCommand(argv: readonly string[], console: Console): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv.map(withTwoDashes),
    allowPositionals: true,
    options: {
      lab: { type: 'string' },
      command: { type: 'string', short: 'c' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.out(shellHelp());
    return exitCodes.done;
  }
  const [file, ...more] = positionals;
  if (more.length > 0 || (file !== undefined && values.command !== undefined)) {
    throw new UsageError('shell takes one script: a file, or -Command and its text in quotes.');
  }
  const script = values.command ?? (file === undefined ? undefined : await readScript(file));
  const piped = script === undefined && !console.input?.isTTY ? await readPiped(console) : undefined;
  return withLab(values.lab, console, async (client) => {
    const invoker = new RemoteInvoker(client);
    const culture = await cultureOf(client);
    if (script !== undefined) return runScript(script, invoker, culture, console);
    if (piped !== undefined) return runPipedScript(piped, invoker, culture, console);
    return serveTerminal(invoker, culture, console);
  });
}

/** `-Command` and `-Lab`, as PowerShell has them. */
function withTwoDashes(argument: string): string {
  return /^-(?:command|lab|help)$/i.test(argument) ? `-${argument.toLowerCase()}` : argument;
}

async function readScript(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`The script '${file}' can't be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

/** How the lab's servers write dates. */
async function cultureOf(client: LabClient): Promise<Culture> {
  const { body } = await client.call('GET', '/api/lab');
  return (body as { culture?: Culture } | null)?.culture ?? 'en-US';
}

async function serveTerminal(invoker: RemoteInvoker, culture: Culture, console: Console): Promise<number> {
  const [{ ShellTerminal }, { ShellHistory }] = await Promise.all([
    import('./shell-terminal.js'),
    import('./shell-history.js'),
  ]);
  const history = new ShellHistory(console);
  console.out("The lab's Exchange Management Shell: help, Get-Command, exit.\n\n");
  return new ShellTerminal(invoker, culture, console, await history.read()).serve(history);
}
