import { type BoundParameters, type Cmdlet, CmdletError, type ParameterDefinition } from './cmdlet.js';

/** Parameters as they were typed or sent, names in any case. */
export type GivenParameters = { readonly [name: string]: unknown };

/** PowerShell's own parameters, which every cmdlet takes; they change nothing in the lab. */
export const commonParameters: readonly ParameterDefinition[] = [
  {
    name: 'Verbose',
    type: 'SwitchParameter',
    aliases: ['vb'],
    help: 'Accepted; what Exchange prints then is not known.',
  },
  { name: 'Debug', type: 'SwitchParameter', aliases: ['db'], help: 'Accepted without effect.' },
  { name: 'ErrorAction', type: 'String', aliases: ['ea'], help: 'Accepted without effect.' },
  { name: 'WarningAction', type: 'String', aliases: ['wa'], help: 'Accepted without effect.' },
  {
    name: 'Confirm',
    type: 'SwitchParameter',
    aliases: ['cf'],
    help: 'Accepted; no cmdlet of the lab asks anything yet.',
  },
];

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

/** The parameter of a name, an alias, or an unambiguous prefix, in any case. */
export function findParameter(cmdlet: Cmdlet, name: string): ParameterDefinition {
  const wanted = name.toLowerCase();
  const all = [...cmdlet.parameters, ...commonParameters];
  const exact = all.find((parameter) =>
    [parameter.name, ...(parameter.aliases ?? [])].some((known) => known.toLowerCase() === wanted),
  );
  if (exact) return exact;
  const matches = all.filter((parameter) => parameter.name.toLowerCase().startsWith(wanted));
  const [match] = matches;
  if (!match)
    throw new CmdletError('InvalidArgument', `A parameter cannot be found that matches parameter name '${name}'.`);
  if (matches.length > 1) {
    const list = matches.map((parameter) => `-${parameter.name}`).join(' ');
    throw new CmdletError(
      'InvalidArgument',
      `Parameter cannot be processed because the parameter name '${name}' is ambiguous. Possible matches include: ${list}.`,
    );
  }
  return match;
}

/** Gives every parameter its defined name and type; throws CmdletError in PowerShell's words. */
export function bindParameters(cmdlet: Cmdlet, given: GivenParameters): BoundParameters {
  const bound: Record<string, BoundParameters[string]> = {};
  for (const [name, value] of Object.entries(given)) {
    const parameter = findParameter(cmdlet, name);
    if (parameter.name in bound)
      throw new CmdletError(
        'InvalidArgument',
        `Cannot bind parameter because parameter '${parameter.name}' is specified more than once.`,
      );
    if (value !== undefined && value !== null) bound[parameter.name] = convert(cmdlet, parameter, value);
  }
  const empty = cmdlet.parameters.find((parameter) => parameter.mandatory && bound[parameter.name] === '');
  if (empty) {
    throw new CmdletError(
      'InvalidArgument',
      `Cannot bind argument to parameter '${empty.name}' because it is an empty string.`,
    );
  }
  const missing = cmdlet.parameters.filter((parameter) => parameter.mandatory && bound[parameter.name] === undefined);
  if (missing.length > 0) {
    const names = missing.map((parameter) => parameter.name).join(' ');
    throw new CmdletError(
      'InvalidArgument',
      `Cannot process command because of one or more missing mandatory parameters: ${names}.`,
    );
  }
  return bound;
}

function convert(cmdlet: Cmdlet, parameter: ParameterDefinition, value: unknown): BoundParameters[string] {
  switch (parameter.type) {
    case 'SwitchParameter':
    case 'Boolean':
      return toBoolean(parameter, value);
    case 'Uri':
      return toUri(parameter, value);
    case 'String[]':
      return toStrings(parameter, value);
    case 'String':
      return toText(cmdlet, parameter, value);
  }
}

/** `$true`, `true`, `1`, and what a shell leaves of them: bash turns `$false` into nothing, so nothing is refused. */
function toBoolean(parameter: ParameterDefinition, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = printed(value).trim().replace(/^\$/, '').toLowerCase();
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  const hint = text === '' ? ' The value is empty: your shell has eaten it, write -Name:false.' : '';
  throw transformation(
    parameter,
    `Cannot convert value "${printed(value)}" to type "System.Boolean". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0 instead.${hint}`,
  );
}

function toUri(parameter: ParameterDefinition, value: unknown): URL {
  const text = printed(value).trim();
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return new URL(text);
  throw transformation(parameter, `"${text}" is no absolute URI; write it with its scheme, https:// or http://.`);
}

function toStrings(parameter: ParameterDefinition, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map((item) => toPlainText(parameter, item));
  const text = toPlainText(parameter, value).trim();
  if (/^@\(\s*\)$/.test(text)) return [];
  return text.split(',').map((item) => item.trim().replace(/^(["'“”‘’])(.*)\1$/, '$2'));
}

function toText(cmdlet: Cmdlet, parameter: ParameterDefinition, value: unknown): string {
  const text = toPlainText(parameter, value);
  if (!parameter.values) return text;
  const match = parameter.values.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  if (match !== undefined) return match;
  throw transformation(
    parameter,
    `Unable to match the identifier name "${text}" to a valid enumerator name of ${cmdlet.name} -${parameter.name}. Specify one of the following enumerator names and try again: ${parameter.values.join(', ')}.`,
  );
}

function toPlainText(parameter: ParameterDefinition, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw transformation(parameter, `Cannot convert ${printed(value)} to type "System.String".`);
}

/** A value for a sentence, whatever a caller of the library or of the API gave. */
function printed(value: unknown): string {
  if (typeof value === 'object' && value !== null && !(value instanceof URL))
    return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
}

function transformation(parameter: ParameterDefinition, message: string): CmdletError {
  return new CmdletError(
    'InvalidArgument',
    `Cannot process argument transformation on parameter '${parameter.name}'. ${message}`,
  );
}
