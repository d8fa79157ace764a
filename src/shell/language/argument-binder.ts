import type { ParameterDefinition } from '../cmdlet.js';
import { findParameter, type TakesParameters } from '../parameter-binder.js';
import { toParameter } from './conversions.js';
import { spanText } from './dotnet-time.js';
import { EvaluationError } from './evaluation-error.js';
import type { GivenArgument } from './interpreter.js';
import { getProperty } from './members.js';
import { toText } from './text.js';
import { HashTable, isObject, isTrue, propertyName, TimeSpan, type Value } from './values.js';

/** Gives arguments their parameters, as PowerShell does: by name, then by position. Throws CmdletError or EvaluationError. */
export function bindArguments(
  command: TakesParameters & { readonly rest?: string },
  given: readonly GivenArgument[],
): Record<string, Value> {
  const bound: Record<string, Value> = {};
  const queue = [...given];
  const loose: Value[] = [];
  for (let argument = queue.shift(); argument; argument = queue.shift()) {
    if (argument.kind === 'value') {
      loose.push(argument.value);
      continue;
    }
    const parameter = findParameter(command, argument.name);
    if (parameter.name in bound) {
      throw invalid(`Cannot bind parameter because parameter '${parameter.name}' is specified more than once.`);
    }
    bound[parameter.name] = argument.attached === undefined ? valueFor(parameter, queue) : argument.attached;
  }
  bindByPosition(command, loose, bound);
  return bound;
}

/** A switch stands alone; everything else takes what follows. */
function valueFor(parameter: ParameterDefinition, queue: GivenArgument[]): Value {
  if (parameter.type === 'SwitchParameter') return true;
  const next = queue[0];
  if (next?.kind !== 'value') {
    throw invalid(
      `Missing an argument for parameter '${parameter.name}'. Specify a parameter of type '${parameter.type}' and try again.`,
    );
  }
  queue.shift();
  return next.value;
}

function bindByPosition(
  { parameters, rest }: TakesParameters & { readonly rest?: string },
  loose: readonly Value[],
  bound: Record<string, Value>,
): void {
  if (rest !== undefined && loose.length > 0) {
    bound[rest] = loose.length === 1 ? (loose[0] ?? null) : [...loose];
    return;
  }
  const free = parameters
    .filter(({ name, position }) => position !== undefined && !(name in bound))
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
  for (const [index, value] of loose.entries()) {
    const parameter = free[index];
    if (!parameter) {
      throw invalid(`A positional parameter cannot be found that accepts argument '${toText(value)}'.`);
    }
    bound[parameter.name] = value;
  }
}

function invalid(message: string): EvaluationError {
  return new EvaluationError(message, 'InvalidArgument');
}

/** What -Identity takes of an object in every cmdlet of Exchange. */
const identities = ['Identity', 'Guid', 'Name'];

/** Binds an object of the pipeline to the parameters that take one; throws where none does. */
export function bindPipeline(
  parameters: readonly ParameterDefinition[],
  bound: Readonly<Record<string, Value>>,
  item: Value,
): Record<string, Value> {
  const free = parameters
    .map(({ name, fromPipeline }) => ({
      name,
      fromPipeline: fromPipeline ?? (name === 'Identity' ? identities : undefined),
    }))
    .filter(({ name, fromPipeline }) => fromPipeline && !(name in bound));
  const found = free.flatMap(({ name, fromPipeline = [] }) => {
    if (!isObject(item)) return name === free[0]?.name ? [[name, item] as const] : []; // a plain value is taken once
    const property = fromPipeline.find((candidate) => propertyName(item, candidate) !== undefined);
    return property === undefined ? [] : [[name, getProperty(item, property)] as const];
  });
  if (found.length === 0) {
    throw invalid(
      'The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.',
    );
  }
  return { ...bound, ...Object.fromEntries(found) };
}

/** A value as a parameter of a cmdlet takes it: text is one item of a list, an object is meant by its identity. */
export function forParameter({ name, type, nullable }: ParameterDefinition, value: Value): unknown {
  if (value === null && nullable) return null;
  const items = Array.isArray(value) ? value : [value];
  switch (type) {
    case 'String[]':
    case 'MultiValuedProperty':
      if (value === null) return '$null';
      return value instanceof HashTable ? toParameter(value) : items.map((item) => textOf(name, item));
    case 'String':
      return Array.isArray(value) ? value.map(toParameter) : textOf(name, value);
    case 'Object[]':
      return items.map(toParameter);
    case 'SwitchParameter':
    case 'Boolean':
      return typeof value === 'number' ? isTrue(value) : toParameter(value);
    default:
      return value instanceof TimeSpan ? spanText(value) : toParameter(value);
  }
}

function textOf(parameter: string, value: Value): unknown {
  if (!isObject(value))
    return value !== null && typeof value === 'object' && 'text' in value ? toParameter(value) : toText(value);
  const identity = [parameter, 'Identity', 'Name', 'Guid'].find((name) => typeof getProperty(value, name) === 'string');
  return identity === undefined ? toText(value) : getProperty(value, identity);
}
