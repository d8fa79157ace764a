import { toNumber } from './conversions.js';
import { EvaluationError } from './evaluation-error.js';
import { toText } from './text.js';
import { HashTable, isObject, propertyName, TimeSpan, unroll, type Value } from './values.js';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const dayLength = 86_400_000;

const dateProperties: Readonly<Record<string, (date: Date) => Value>> = {
  year: (date) => date.getUTCFullYear(),
  month: (date) => date.getUTCMonth() + 1,
  day: (date) => date.getUTCDate(),
  hour: (date) => date.getUTCHours(),
  minute: (date) => date.getUTCMinutes(),
  second: (date) => date.getUTCSeconds(),
  millisecond: (date) => date.getUTCMilliseconds(),
  dayofweek: (date) => days[date.getUTCDay()] ?? '',
  dayofyear: (date) => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayLength) + 1,
  date: (date) => new Date(Math.floor(date.getTime() / dayLength) * dayLength),
  timeofday: (date) => new TimeSpan(((date.getTime() % dayLength) + dayLength) % dayLength),
  kind: () => 'Utc',
};

const spanProperties: Readonly<Record<string, (span: TimeSpan) => Value>> = {
  totaldays: ({ milliseconds }) => milliseconds / dayLength,
  totalhours: ({ milliseconds }) => milliseconds / 3_600_000,
  totalminutes: ({ milliseconds }) => milliseconds / 60_000,
  totalseconds: ({ milliseconds }) => milliseconds / 1000,
  totalmilliseconds: ({ milliseconds }) => milliseconds,
  days: ({ milliseconds }) => Math.trunc(milliseconds / dayLength),
  hours: ({ milliseconds }) => Math.trunc(milliseconds / 3_600_000) % 24,
  minutes: ({ milliseconds }) => Math.trunc(milliseconds / 60_000) % 60,
  seconds: ({ milliseconds }) => Math.trunc(milliseconds / 1000) % 60,
};

/** A property of a value, its name in any case; of a list without it, that of each item. Nothing where there is none. */
export function getProperty(target: Value, name: string): Value {
  const wanted = name.toLowerCase();
  if (target instanceof Date) return dateProperties[wanted]?.(target) ?? null;
  if (target instanceof TimeSpan) return spanProperties[wanted]?.(target) ?? null;
  if (target instanceof HashTable) return ofTable(target, name);
  const own = isObject(target) ? propertyName(target, name) : undefined;
  if (isObject(target) && own !== undefined) return target[own] ?? null;
  if (wanted === 'count' || wanted === 'length') return lengthOf(target, wanted);
  return Array.isArray(target) ? enumerated(target, name) : null;
}

/** Everything has a Count and a Length: a thing alone is one. */
function lengthOf(target: Value, wanted: string): number {
  if (Array.isArray(target) || target instanceof Uint8Array) return target.length;
  if (typeof target === 'string' && wanted === 'length') return target.length;
  return target === null ? 0 : 1;
}

function ofTable(table: HashTable, name: string): Value {
  const value = table.get(name);
  if (value !== undefined) return value;
  const entries = table.entries();
  if (name.toLowerCase() === 'count') return entries.length;
  if (name.toLowerCase() === 'keys') return entries.map(([key]) => key);
  return name.toLowerCase() === 'values' ? entries.map(([, item]) => item) : null;
}

/** Member enumeration: what the items have, in a row. */
function enumerated(list: readonly Value[], name: string): Value {
  const values = list.filter((item) => item !== null).flatMap((item) => unroll(getProperty(item, name)));
  if (values.every((value) => value === null)) return null;
  return values.length === 1 ? (values[0] ?? null) : values;
}

export function setProperty(target: Value, name: string, value: Value): void {
  if (target instanceof HashTable) {
    target.set(name, value);
    return;
  }
  const own = isObject(target) ? propertyName(target, name) : undefined;
  if (!isObject(target) || own === undefined) {
    throw new EvaluationError(
      `The property '${name}' cannot be found on this object. Verify that the property exists and can be set.`,
    );
  }
  target[own] = value;
}

/** `$list[0]`, `$list[-1]`, `$table['key']`, `$text[0]`; several indexes give a list. */
export function getIndex(target: Value, index: Value): Value {
  if (target === null) throw new EvaluationError('Cannot index into a null array.');
  if (target instanceof HashTable) return target.get(toText(index)) ?? null;
  if (Array.isArray(index)) return index.map((one) => getIndex(target, one));
  if (isObject(target) && typeof index === 'string') return getProperty(target, index);
  const list = typeof target === 'string' ? [...target] : target instanceof Uint8Array ? [...target] : unroll(target);
  return list.at(Math.trunc(toNumber(index))) ?? null;
}

export function setIndex(target: Value, index: Value, value: Value): void {
  if (target instanceof HashTable || isObject(target)) {
    setProperty(target, toText(index), value);
    return;
  }
  if (!Array.isArray(target)) throw new EvaluationError('Cannot index into a null array.');
  const place = toNumber(index) < 0 ? target.length + toNumber(index) : toNumber(index);
  if (!Number.isInteger(place) || place < 0 || place >= target.length) {
    throw new EvaluationError('Index was outside the bounds of the array.');
  }
  target[place] = value;
}
