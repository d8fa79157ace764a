import { type ParseArgsConfig, parseArgs } from 'node:util';
import closeWithGrace from 'close-with-grace';
import {
  describeOption,
  flagOf,
  type LabOptionName,
  labOptionNames,
  optionsFromEnvironment,
  optionsFromFile,
  parseOption,
  type StartSettings,
} from '../config.js';
import { renderReport } from '../import/import-report.js';
import type { Lab } from '../lab/lab-interface.js';
import { startLab } from '../lab.js';
import { LabError } from '../lab-error.js';
import { banner, nextSteps } from './banner.js';
import { type Console, type ExitCode, exitCodes } from './console.js';
import { startHelp } from './help.js';
import { tour } from './tour.js';

/** Flags of `start` that are no settings. */
const ownOptions = {
  config: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `exchange-oauth-lab start`: serves until a signal comes. `undefined`: still serving. */
export async function startCommand(argv: readonly string[], console: Console): Promise<ExitCode | undefined> {
  const { values } = parseArgs({ args: [...argv], options: startOptions() });
  if (values.help) {
    console.out(startHelp());
    return exitCodes.done;
  }
  const { json, tour: withTour, ...options } = await collectSettings(values, console);
  const began = performance.now();
  const lab = await startLab({
    ...options,
    onDefect: (error) => console.err(`${defectText(error)}\n`),
  });
  let greeting: Promise<void> = Promise.resolve();
  closeWithGrace({ delay: 15_000, logger: false }, async ({ err }) => {
    if (err) console.err(`${err.stack ?? err.message}\n`);
    await greeting.catch(() => undefined); // its own error is thrown below; a tour mends what it broke
    await lab.close();
  });
  for (const notice of lab.notices) console.err(`${notice}\n`);
  const { imported } = lab.details();
  if (imported) console.err(renderReport(imported));
  const milliseconds = Math.round(performance.now() - began);
  try {
    greeting = json ? announce(lab, console) : greet(lab, { milliseconds, withTour: withTour === true }, console);
    await greeting;
  } catch (error) {
    await lab.close(); // a lab that nobody was told of would serve on unseen
    throw error;
  }
  return undefined;
}

/** What its user can mend is one line; the lab's own mistakes come with their stack. */
function defectText(error: unknown): string {
  if (error instanceof LabError) return error.message;
  return `A mistake of the lab itself: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** One line of JSON, for programs. */
async function announce(lab: Lab, console: Console): Promise<void> {
  console.out(`${JSON.stringify(lab.describe())}\n`);
  if (lab.control.token !== undefined) console.err(`Token of the control API: ${lab.control.token}\n`);
}

/** Words for people. */
async function greet(
  lab: Lab,
  { milliseconds, withTour }: { readonly milliseconds: number; readonly withTour: boolean },
  console: Console,
): Promise<void> {
  console.out(banner(lab, milliseconds));
  if (withTour) await tour(lab, console);
  console.out(nextSteps(lab));
}

function startOptions(): NonNullable<ParseArgsConfig['options']> & typeof ownOptions {
  const flags = labOptionNames.map((name) => {
    const { type } = describeOption(name);
    return [flagOf(name), { type: type === 'boolean' ? 'boolean' : 'string', multiple: type === 'array' }] as const;
  });
  return { ...Object.fromEntries(flags), ...ownOptions };
}

/** Flags win over the environment, the environment over the file. */
async function collectSettings(values: Readonly<Record<string, unknown>>, console: Console): Promise<StartSettings> {
  const { environment } = console;
  const file = typeof values.config === 'string' ? values.config : environment.EXCHANGE_OAUTH_LAB_CONFIG;
  const fromFile = file === undefined ? {} : await optionsFromFile(file);
  const fromFlags = labOptionNames.flatMap((name) => {
    const value = values[flagOf(name)];
    return value === undefined ? [] : [[name, flagValue(name, value)] as const];
  });
  return { ...fromFile, ...optionsFromEnvironment(environment), ...Object.fromEntries(fromFlags) };
}

function flagValue(name: LabOptionName, value: unknown): StartSettings[LabOptionName] {
  if (typeof value === 'boolean') return value;
  const text = Array.isArray(value) ? value.join(',') : String(value);
  return parseOption(name, text, `--${flagOf(name)}`);
}
