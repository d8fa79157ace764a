import { readDate, readSpan } from './dotnet-time.js';
import { EvaluationError } from './evaluation-error.js';
import { toText } from './text.js';
import { HashTable, isObject, isTrue, newObject, SecureText, TimeSpan, unroll, type Value } from './values.js';

/** Casts: `[int]'5'`, `[datetime]'2026-11-25'`; throws EvaluationError in PowerShell's words. */
export function cast(type: string, value: Value): Value {
  switch (type) {
    case 'string':
      return toText(value);
    case 'guid':
      return toText(value).toLowerCase();
    case 'uri':
      return toText(value);
    case 'int':
      return roundToEven(toNumber(value, 'System.Int32'));
    case 'double':
      return toNumber(value, 'System.Double');
    case 'bool':
      return isTrue(value);
    case 'datetime':
      return toDate(value);
    case 'timespan':
      return toSpan(value);
    case 'array':
      return value === null ? null : [...unroll(value)];
    case 'bytes':
      return value instanceof Uint8Array
        ? value
        : Uint8Array.from(unroll(value), (item) => toNumber(item, 'System.Byte'));
    case 'ordered':
      return value instanceof HashTable ? asObject(value) : value;
    case 'hashtable':
      return value;
    case 'void':
      return [];
    default:
      throw new EvaluationError(`[lab] Nothing can be cast to [${type}] in this lab.`, 'InvalidArgument');
  }
}

export function toNumber(value: Value, type = 'System.Int32'): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null) return 0;
  const text = toText(value).trim();
  const number = text === '' ? 0 : Number(text);
  if (!Number.isNaN(number) && typeof value === 'string') return number;
  const why = typeof value === 'string' ? ' Error: "Input string was not in a correct format."' : '';
  throw new EvaluationError(`Cannot convert value "${text}" to type "${type}".${why}`, 'InvalidArgument');
}

/** .NET rounds halves to the even number. */
export function roundToEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

export function toDate(value: Value): Date {
  if (value instanceof Date) return value;
  const date = typeof value === 'string' ? readDate(value) : undefined;
  if (date) return date;
  throw new EvaluationError(
    `Cannot convert value "${toText(value)}" to type "System.DateTime". Error: "String was not recognized as a valid DateTime."`,
    'InvalidArgument',
  );
}

export function toSpan(value: Value): TimeSpan {
  if (value instanceof TimeSpan) return value;
  const span = typeof value === 'string' ? readSpan(value) : undefined;
  if (span) return span;
  throw new EvaluationError(
    `Cannot convert value "${toText(value)}" to type "System.TimeSpan". Error: "String was not recognized as a valid TimeSpan."`,
    'InvalidArgument',
  );
}

/** A hash table as an object, for printing and for what reads properties. */
export function asObject(table: HashTable): Value {
  const object = newObject();
  for (const [key, item] of table.entries()) object[key] = item;
  return object;
}

/** A value as a cmdlet's parameter takes it, and as JSON can carry it. */
export function toParameter(value: Value): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(toParameter);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof HashTable) return plainObject(value.entries());
  if (value instanceof SecureText) return value.text;
  return isObject(value) ? plainObject(Object.entries(value)) : toText(value);
}

function plainObject(entries: readonly (readonly [string, Value])[]): object {
  return Object.fromEntries(entries.map(([key, item]) => [key, toParameter(item)]));
}
