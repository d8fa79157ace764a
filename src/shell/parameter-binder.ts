import { type BoundParameters, type Cmdlet, CmdletError, type ParameterDefinition, type Session } from './cmdlet.js';
import { convert } from './conversion.js';

/** Parameters as they were typed or sent, names in any case. */
export type GivenParameters = { readonly [name: string]: unknown };

/** PowerShell's own parameters, which every cmdlet takes. */
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
    help: '-Confirm:$false: do it without asking; alone: ask first, where it changes anything.',
  },
];

const whatIf: ParameterDefinition = {
  name: 'WhatIf',
  type: 'SwitchParameter',
  aliases: ['wi'],
  help: 'Say what would be done, and do nothing.',
};

/** A cmdlet as a session has it, without the parameters that exist in the other one only. */
export function asSeenIn(cmdlet: Cmdlet, session: Session): Cmdlet {
  const elsewhere = (parameter: ParameterDefinition) => (parameter.session ?? session) !== session;
  if (!cmdlet.parameters.some(elsewhere)) return cmdlet;
  return { ...cmdlet, parameters: cmdlet.parameters.filter((parameter) => !elsewhere(parameter)) };
}

/** All that a cmdlet takes. */
export function parametersOf(cmdlet: Cmdlet): readonly ParameterDefinition[] {
  return [...cmdlet.parameters, ...(cmdlet.supportsShouldProcess ? [whatIf] : []), ...commonParameters];
}

/** The parameter of a name, an alias, or an unambiguous prefix, in any case. */
export function findParameter(cmdlet: Cmdlet, name: string): ParameterDefinition {
  const wanted = name.toLowerCase();
  const all = parametersOf(cmdlet);
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
    if (parameter.nullable && isNull(value)) bound[parameter.name] = emptyValue(parameter);
    else if (value !== undefined && value !== null) bound[parameter.name] = convert(cmdlet, parameter, value);
  }
  const empty = cmdlet.parameters.find((parameter) => parameter.mandatory && bound[parameter.name] === '');
  if (empty) {
    throw new CmdletError(
      'InvalidArgument',
      `Cannot bind argument to parameter '${empty.name}' because it is an empty string.`,
    );
  }
  const missing = missingOf(cmdlet, bound);
  if (missing.length > 0) {
    const names = missing.map((parameter) => parameter.name).join(' ');
    throw new CmdletError(
      'InvalidArgument',
      `Cannot process command because of one or more missing mandatory parameters: ${names}.`,
    );
  }
  return bound;
}

function isNull(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value.trim().toLowerCase() === '$null');
}

function emptyValue({ type }: ParameterDefinition): BoundParameters[string] {
  if (type === 'MultiValuedProperty') return () => [];
  return type === 'String[]' ? [] : '';
}

/** The mandatory parameters that the set in use still lacks; throws when what was given fits no set. */
function missingOf(cmdlet: Cmdlet, bound: BoundParameters): readonly ParameterDefinition[] {
  const { parameters, defaultParameterSet } = cmdlet;
  const given = parameters.filter(({ name }) => bound[name] !== undefined);
  const missingIn = (set: string | undefined) =>
    parameters.filter(({ name, mandatory, sets }) => mandatory && bound[name] === undefined && belongs(sets, set));
  const all = [...new Set(parameters.flatMap(({ sets = [] }) => sets))];
  if (all.length === 0) return missingIn(undefined);
  const fitting = all.filter((set) => given.every(({ sets }) => belongs(sets, set)));
  if (fitting.length === 0) throw unresolvedSet();
  const complete = fitting.filter((set) => missingIn(set).length === 0);
  if (complete.length > 0) return [];
  if (defaultParameterSet !== undefined && fitting.includes(defaultParameterSet)) return missingIn(defaultParameterSet);
  if (fitting.length > 1) throw unresolvedSet();
  return missingIn(fitting[0]);
}

function belongs(sets: readonly string[] | undefined, set: string | undefined): boolean {
  return sets === undefined || (set !== undefined && sets.includes(set));
}

function unresolvedSet(): CmdletError {
  return new CmdletError('InvalidArgument', 'Parameter set cannot be resolved using the specified named parameters.');
}
