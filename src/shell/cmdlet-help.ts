import type { Cmdlet } from './cmdlet.js';
import type { ParameterDefinition } from './parameter.js';
import { commonParameters, parametersOf, type TakesParameters } from './parameter-binder.js';

/** A cmdlet as a list shows it. */
export type ListedCmdlet = Pick<Cmdlet, 'name' | 'synopsis' | 'sessions'>;

/** A parameter as it is described. */
export interface ParameterHelp extends Omit<ParameterDefinition, 'fromPipeline'> {
  /** PowerShell's own, which every cmdlet takes. */
  readonly common: boolean;
}

/** A cmdlet as Get-Help describes it. */
export interface CmdletHelp
  extends Pick<Cmdlet, 'name' | 'synopsis' | 'sessions' | 'aliases' | 'description' | 'examples'> {
  /** A line for each parameter set, the default one first; `set` is left out where there is only one way to call it. */
  readonly syntax: readonly { readonly set?: string; readonly line: string }[];
  /** The set's own first, then PowerShell's. */
  readonly parameters: readonly ParameterHelp[];
}

type Described = TakesParameters & Pick<Cmdlet, 'name'>;

export function listedCmdlet({ name, synopsis, sessions }: Cmdlet): ListedCmdlet {
  return { name, synopsis, sessions };
}

export function helpOf(cmdlet: Cmdlet): CmdletHelp {
  const { name, synopsis, sessions, aliases, description, examples, defaultParameterSet } = cmdlet;
  const first = (set: string | undefined) => (set !== undefined && set === defaultParameterSet ? 0 : 1);
  const sets = setsOf(cmdlet).toSorted((a, b) => first(a) - first(b));
  return {
    ...{ name, synopsis, sessions },
    ...(aliases ? { aliases } : {}),
    ...(description === undefined ? {} : { description }),
    ...(examples ? { examples } : {}),
    syntax: sets.map((set) => ({ ...(set === undefined ? {} : { set }), line: syntaxLine(cmdlet, set) })),
    parameters: parameterHelp(cmdlet),
  };
}

/** What a cmdlet declares itself stands before what PowerShell has of the same name. */
function parameterHelp(cmdlet: Cmdlet): readonly ParameterHelp[] {
  const names = new Set<string>();
  return parametersOf(cmdlet).flatMap(({ fromPipeline, ...parameter }) => {
    if (names.has(parameter.name)) return [];
    names.add(parameter.name);
    return [{ ...parameter, common: commonParameters.some(({ name }) => name === parameter.name) }];
  });
}

/** A line for each parameter set. */
export function syntax(command: Described): readonly string[] {
  return setsOf(command).map((set) => syntaxLine(command, set));
}

function setsOf({ parameters }: Described): readonly (string | undefined)[] {
  const sets = [...new Set(parameters.flatMap(({ sets: names = [] }) => names))];
  return sets.length === 0 ? [undefined] : sets;
}

function syntaxLine(command: Described, set: string | undefined): string {
  const words = command.parameters
    .filter((parameter) => set === undefined || (parameter.sets ?? [set]).includes(set))
    .map((parameter) => (parameter.mandatory ? asWritten(parameter) : `[${asWritten(parameter)}]`));
  return [command.name, ...words, ...(command.supportsShouldProcess ? ['[-WhatIf]', '[-Confirm]'] : [])].join(' ');
}

/** `-Name <Type>`, as the syntax has it. */
export function asWritten({ name, type, values }: ParameterDefinition): string {
  return type === 'SwitchParameter' ? `-${name}` : `-${name} <${values ? values.join(' | ') : type}>`;
}
