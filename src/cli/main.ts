import { ConfigError } from '../config.js';
import { StateFileError } from '../directory/state-file.js';
import { LabError } from '../lab-error.js';
import { ListenError } from '../network/listen.js';
import { CertificateStoreError } from '../pki/store-error.js';
import { ScenarioError } from '../scenarios/scenario-error.js';
import { CmdletError } from '../shell/cmdlet.js';
import { findCmdlet, lookUpCmdlet } from '../shell/registry.js';
import { type Console, type ExitCode, exitCodes, UsageError } from './console.js';
import { cmdletHelp, mainHelp } from './help.js';
import { NoLabError } from './lab-client.js';
import { runRemoteCmdlet } from './run-remote-cmdlet.js';
import { packageVersion } from './version.js';

/** `exchange-oauth-lab`: exit code, or undefined while the lab serves. */
export async function main(argv: readonly string[], console: Console): Promise<number | undefined> {
  const [command = '--help', ...rest] = argv;
  return guarded(console, async () => {
    switch (command.toLowerCase()) {
      case '--help':
      case '-h':
      case 'help':
        console.out(mainHelp());
        return exitCodes.done;
      case '--version':
      case '-v':
        console.out(`${packageVersion()}\n`);
        return exitCodes.done;
      default:
        return namedCommand(command, rest, console);
    }
  });
}

type Command = (argv: readonly string[], console: Console) => Promise<number | undefined>;

/** Loaded when they are called. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start-command.js')).startCommand,
  scenarios: async () => (await import('./scenarios-command.js')).scenariosCommand,
  shell: async () => (await import('./shell-command.js')).shellCommand,
  decode: async () => (await import('./decode-command.js')).decodeCommand,
  explain: async () => (await import('./explain-command.js')).explainCommand,
  'analyze-log': async () => (await import('./analyze-log-command.js')).analyzeLogCommand,
};

async function namedCommand(name: string, argv: readonly string[], console: Console): Promise<number | undefined> {
  const load = Object.hasOwn(commands, name.toLowerCase()) ? commands[name.toLowerCase()] : undefined;
  if (!load) return cmdletCommand(name, argv, console);
  return argv.includes('--version') ? printVersion(console) : (await load())(argv, console);
}

/** The program `Test-OAuthConnectivity`: the cmdlet of that name. */
export function testOAuthConnectivityMain(argv: readonly string[], console: Console): Promise<number | undefined> {
  return guarded(console, () => cmdletCommand('Test-OAuthConnectivity', argv, console));
}

async function cmdletCommand(name: string, argv: readonly string[], console: Console): Promise<ExitCode> {
  const known = lookUpCmdlet(name.replace(/^\.[\\/]/, '')); // scripts may be typed as `.\Script.ps1`
  if (!known && !/^[A-Za-z]+-[A-Za-z]+$/.test(name)) {
    throw new UsageError(`There is no command '${name}'. exchange-oauth-lab --help lists them.`);
  }
  const cmdlet = known ?? findCmdlet(name);
  if (argv.some((argument) => ['--help', '-h', '-?', '-help'].includes(argument.toLowerCase()))) {
    console.out(cmdletHelp(cmdlet));
    return exitCodes.done;
  }
  if (argv.includes('--version')) return printVersion(console);
  return runRemoteCmdlet(cmdlet, argv, console);
}

function printVersion(console: Console): ExitCode {
  console.out(`${packageVersion()}\n`);
  return exitCodes.done;
}

/** Errors a user can mend are one line; anything else is a defect and keeps its stack. */
async function guarded(console: Console, run: () => Promise<number | undefined>): Promise<number | undefined> {
  try {
    return await run();
  } catch (error) {
    const code = exitCodeOf(error);
    if (code === undefined) throw error;
    console.err(`exchange-oauth-lab: ${(error as Error).message.split('\n', 1)[0]}\n`);
    return code;
  }
}

function exitCodeOf(error: unknown): ExitCode | undefined {
  const usage = [ConfigError, UsageError, NoLabError, CmdletError].some((kind) => error instanceof kind);
  if (usage || String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) return exitCodes.wrongUsage;
  if (error instanceof ScenarioError) return error.code === 'unknown' ? exitCodes.wrongUsage : exitCodes.failureFound;
  const mendable = [LabError, ListenError, CertificateStoreError, StateFileError].some((kind) => error instanceof kind);
  return mendable || error instanceof RangeError ? exitCodes.failureFound : undefined;
}
