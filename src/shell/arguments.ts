import { type Cmdlet, CmdletError, type ParameterDefinition } from './cmdlet.js';
import { findParameter, type GivenParameters } from './parameter-binder.js';

/** `-Name`, or `-Name:value`; `-5` is a value. */
const looksLikeName = /^-([A-Za-z]\w*)(?::(.*))?$/s;

/** Reads PowerShell-style arguments: `-Name value`, `-Name:value`, `-Switch`, `-Switch:$false`, positional values. */
export function parseArguments(cmdlet: Cmdlet, argv: readonly string[]): GivenParameters {
  const given: Record<string, string | boolean> = {};
  const positional = cmdlet.parameters
    .filter((parameter) => parameter.position !== undefined)
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
  const queue = argv.map(plainPunctuation);
  for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
    const match = looksLikeName.exec(argument);
    if (!match) {
      const next = positional.find((candidate) => !(candidate.name in given));
      if (!next)
        throw new CmdletError(
          'InvalidArgument',
          `A positional parameter cannot be found that accepts argument '${argument}'.`,
        );
      given[next.name] = argument;
      continue;
    }
    const parameter = findParameter(cmdlet, match[1] ?? '');
    if (parameter.name in given)
      throw new CmdletError(
        'InvalidArgument',
        `Cannot bind parameter because parameter '${parameter.name}' is specified more than once.`,
      );
    given[parameter.name] = argumentOf(parameter, match[2], queue);
  }
  return given;
}

/** A switch stands alone; everything else takes what follows the colon, or the next argument. */
function argumentOf(parameter: ParameterDefinition, attached: string | undefined, queue: string[]): string | boolean {
  if (parameter.type === 'SwitchParameter') return attached === undefined ? true : attached;
  if (attached) return attached;
  const isValue = queue[0] !== undefined && !looksLikeName.test(queue[0]); // the next parameter's name is no value
  const value = isValue ? queue.shift() : undefined;
  if (value === undefined)
    throw new CmdletError(
      'InvalidArgument',
      `Missing an argument for parameter '${parameter.name}'. Specify a parameter of type '${parameter.type}' and try again.`,
    );
  return value;
}

/** Curly quotes and long dashes, as pages and mails make them, are quotes and dashes to PowerShell. */
function plainPunctuation(argument: string): string {
  return argument.replace(/^[–—―]/, '-');
}
