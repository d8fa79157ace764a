import type { Culture } from '../../connectivity/culture.js';
import { areEqual } from './comparison.js';
import { toNumber, toSpan } from './conversions.js';
import { formatDate, spanText } from './dotnet-time.js';
import { EvaluationError } from './evaluation-error.js';
import { formatText, toText } from './text.js';
import { canGrow, HashTable, TimeSpan, type Value } from './values.js';

/** Methods of .NET's types, under their names in lower case. */
type Methods<Target> = Readonly<Record<string, (target: Target, given: readonly Value[], culture: Culture) => Value>>;

const number = (given: readonly Value[], index = 0) => toNumber(given[index] ?? null);
const text = (given: readonly Value[], index = 0) => toText(given[index] ?? null);
const moved = (date: Date, milliseconds: number) => new Date(date.getTime() + milliseconds);

/** Months later; the last day of a shorter month where the day is not there. */
function addMonths(date: Date, months: number): Date {
  const later = new Date(date);
  later.setUTCDate(1);
  later.setUTCMonth(later.getUTCMonth() + months);
  const last = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(date.getUTCDate(), last));
  return later;
}

const dateMethods: Methods<Date> = {
  adddays: (date, given) => moved(date, number(given) * 86_400_000),
  addhours: (date, given) => moved(date, number(given) * 3_600_000),
  addminutes: (date, given) => moved(date, number(given) * 60_000),
  addseconds: (date, given) => moved(date, number(given) * 1000),
  addmilliseconds: (date, given) => moved(date, number(given)),
  addmonths: (date, given) => addMonths(date, number(given)),
  addyears: (date, given) => addMonths(date, number(given) * 12),
  add: (date, [span = null]) => moved(date, toSpan(span).milliseconds),
  subtract: (date, [other = null]) =>
    other instanceof Date ? new TimeSpan(date.getTime() - other.getTime()) : moved(date, -toSpan(other).milliseconds),
  touniversaltime: (date) => date,
  tolocaltime: (date) => date,
  tostring: (date, given, culture) => formatDate(date, text(given), culture),
  toshortdatestring: (date, _, culture) => formatDate(date, 'd', culture),
  tolongdatestring: (date, _, culture) => formatDate(date, 'D', culture),
};

const spanMethods: Methods<TimeSpan> = {
  tostring: (span) => spanText(span),
  add: (span, [other = null]) => new TimeSpan(span.milliseconds + toSpan(other).milliseconds),
};

/** Splits at each of the characters, as .NET's Split does. */
function split(value: string, given: readonly Value[]): Value {
  const characters =
    given.length === 0
      ? ' '
      : given
          .flat()
          .map((one) => toText(one as Value))
          .join('');
  const parts: string[] = [''];
  for (const character of value) {
    if (characters.includes(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

function trimmed(value: string, given: readonly Value[], where: 'both' | 'start' | 'end'): string {
  const characters =
    given.length === 0
      ? undefined
      : given
          .flat()
          .map((one) => toText(one as Value))
          .join('');
  const goes = (char: string) => (characters === undefined ? /\s/.test(char) : characters.includes(char));
  let [start, end] = [0, value.length];
  while (where !== 'end' && start < end && goes(value.charAt(start))) start += 1;
  while (where !== 'start' && end > start && goes(value.charAt(end - 1))) end -= 1;
  return value.slice(start, end);
}

function substring(value: string, given: readonly Value[]): string {
  const start = number(given);
  const length = given.length > 1 ? number(given, 1) : value.length - start;
  if (start >= 0 && length >= 0 && start + length <= value.length) return value.slice(start, start + length);
  throw new RangeError('Index and length must refer to a location within the string.');
}

const textMethods: Methods<string> = {
  tolower: (value) => value.toLowerCase(),
  toupper: (value) => value.toUpperCase(),
  tolowerinvariant: (value) => value.toLowerCase(),
  toupperinvariant: (value) => value.toUpperCase(),
  trim: (value, given) => trimmed(value, given, 'both'),
  trimstart: (value, given) => trimmed(value, given, 'start'),
  trimend: (value, given) => trimmed(value, given, 'end'),
  replace: (value, given) => value.replaceAll(text(given), text(given, 1)),
  split,
  startswith: (value, given) => value.startsWith(text(given)),
  endswith: (value, given) => value.endsWith(text(given)),
  contains: (value, given) => value.includes(text(given)),
  indexof: (value, given) => value.indexOf(text(given)),
  lastindexof: (value, given) => value.lastIndexOf(text(given)),
  substring,
  remove: (value, given) =>
    value.slice(0, number(given)) + (given.length > 1 ? value.slice(number(given) + number(given, 1)) : ''),
  insert: (value, given) => value.slice(0, number(given)) + text(given, 1) + value.slice(number(given)),
  padleft: (value, given) => value.padStart(Math.min(number(given), 10_000), text(given, 1) || ' '),
  padright: (value, given) => value.padEnd(Math.min(number(given), 10_000), text(given, 1) || ' '),
  equals: (value, [other]) => value === other,
  tochararray: (value) => [...value],
};

/** Lists that a cmdlet gave grow; the arrays of a script do not. */
function growing(list: Value[]): Value[] {
  if (canGrow(list)) return list;
  throw new RangeError('Collection was of a fixed size.');
}

const listMethods: Methods<Value[]> = {
  add: (list, [item = null]) => {
    growing(list).push(item);
    return [];
  },
  remove: (list, [item = null]) => {
    const index = growing(list).findIndex((candidate) => areEqual(candidate, item, true));
    if (index >= 0) list.splice(index, 1);
    return index >= 0;
  },
  clear: (list) => {
    growing(list).length = 0;
    return [];
  },
  contains: (list, [item = null]) => list.some((candidate) => areEqual(candidate, item, true)),
  indexof: (list, [item = null]) => list.findIndex((candidate) => areEqual(candidate, item, true)),
};

const tableMethods: Methods<HashTable> = {
  add: (table, given) => {
    table.set(text(given), given[1] ?? null);
    return [];
  },
  remove: (table, given) => {
    table.delete(text(given));
    return [];
  },
  containskey: (table, given) => table.has(text(given)),
  contains: (table, given) => table.has(text(given)),
};

/** Calls a method of a value; undefined when its type has none of that name. */
export function callMethod(target: Value, name: string, given: readonly Value[], culture: Culture): Value | undefined {
  const wanted = name.toLowerCase();
  try {
    if (target instanceof Date) return dateMethods[wanted]?.(target, given, culture);
    if (target instanceof TimeSpan) return spanMethods[wanted]?.(target, given, culture);
    if (Array.isArray(target) && listMethods[wanted]) return listMethods[wanted](target, given, culture);
    if (target instanceof HashTable && tableMethods[wanted]) return tableMethods[wanted](target, given, culture);
    if (typeof target === 'string' && textMethods[wanted]) return textMethods[wanted](target, given, culture);
    if (wanted === 'tostring' && !Array.isArray(target)) return toStringOf(target, given, culture);
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new EvaluationError(`Exception calling "${name}" with "${given.length}" argument(s): "${error.message}"`);
  }
}

function toStringOf(target: Value, given: readonly Value[], culture: Culture): string {
  return typeof target === 'number' && given.length > 0
    ? formatText(`{0:${text(given)}}`, [target], culture)
    : toText(target);
}

/** Every method that some type has. */
export const knownMethods: ReadonlySet<string> = new Set(
  [dateMethods, spanMethods, textMethods, listMethods, tableMethods].flatMap(Object.keys),
);
