import type { Culture } from '../../connectivity/culture.js';
import { wildcard } from '../format.js';
import { areEqual, compare, expression } from './comparison.js';
import { cast, roundToEven, toDate, toNumber, toSpan } from './conversions.js';
import { EvaluationError } from './evaluation-error.js';
import { withPatience } from './patience.js';
import { formatText, toText } from './text.js';
import { HashTable, isTrue, TimeSpan, TypeName, unroll, type Value } from './values.js';

/** Lists and strings that a script makes out of nothing stay below this. */
const mostItems = 100_000;

/** What an operator makes of its two sides; -and, -or are the interpreter's, since they may skip one. */
export function operate(operator: string, left: Value, right: Value, culture: Culture): Value {
  const minds = /^c(?!ontains)/.test(operator);
  const name = minds ? operator.slice(1) : operator;
  const work = () => apply(name, left, right, { minds, culture });
  return patterns.has(name) ? withPatience(work) : work();
}

/** Operators whose right side is a pattern. */
const patterns: ReadonlySet<string> = new Set(['like', 'notlike', 'match', 'notmatch', 'replace', 'split']);

function apply(name: string, left: Value, right: Value, how: How): Value {
  const comparison = comparisons[name];
  const { minds } = how;
  if (comparison) {
    const holds = (item: Value) => comparison(item, right, minds);
    return Array.isArray(left) ? left.filter(holds) : holds(left);
  }
  const other = others[name];
  if (!other) throw new EvaluationError(`[lab] There is no operator '${name}'.`);
  return other(left, right, how);
}

type Comparison = (left: Value, right: Value, minds: boolean) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  eq: areEqual,
  ne: (left, right, minds) => !areEqual(left, right, minds),
  gt: (left, right, minds) => compare(left, right, minds) > 0,
  ge: (left, right, minds) => compare(left, right, minds) >= 0,
  lt: (left, right, minds) => compare(left, right, minds) < 0,
  le: (left, right, minds) => compare(left, right, minds) <= 0,
  like: (left, right, minds) => wildcard(toText(right), minds).test(toText(left)),
  notlike: (left, right, minds) => !wildcard(toText(right), minds).test(toText(left)),
  match: (left, right, minds) => expression(toText(right), minds).test(toText(left)),
  notmatch: (left, right, minds) => !expression(toText(right), minds).test(toText(left)),
};

interface How {
  readonly minds: boolean;
  readonly culture: Culture;
}

type Other = (left: Value, right: Value, how: How) => Value;

const has = (list: Value, wanted: Value, minds: boolean) => unroll(list).some((item) => areEqual(item, wanted, minds));

const others: Readonly<Record<string, Other>> = {
  contains: (left, right, { minds }) => has(left, right, minds),
  notcontains: (left, right, { minds }) => !has(left, right, minds),
  in: (left, right, { minds }) => has(right, left, minds),
  notin: (left, right, { minds }) => !has(right, left, minds),
  is: (left, right) => isOfType(left, right),
  isnot: (left, right) => !isOfType(left, right),
  as: (left, right) => {
    try {
      return right instanceof TypeName ? cast(right.name, left) : null;
    } catch {
      return null; // -as says "if it can be"
    }
  },
  replace: (left, right, { minds }) => {
    const [pattern = null, replacement = ''] = unroll(right);
    const one = (item: Value) => toText(item).replace(expression(toText(pattern), minds, 'g'), toText(replacement));
    return Array.isArray(left) ? left.map(one) : one(left);
  },
  split: (left, right, { minds }) => {
    const [pattern = null, most] = unroll(right);
    return unroll(left).flatMap((item) =>
      splitText(toText(item), expression(toText(pattern), minds), toNumber(most ?? 0)),
    );
  },
  join: (left, right) => unroll(left).map(toText).join(toText(right)),
  xor: (left, right) => isTrue(left) !== isTrue(right),
  f: (left, right, { culture }) => withMessage(() => formatText(toText(left), unroll(right), culture)),
  '..': (left, right) => range(toNumber(left), toNumber(right)),
  '+': plus,
  '-': minus,
  '*': times,
  '/': (left, right) => {
    const divisor = toNumber(right);
    if (divisor === 0) throw new EvaluationError('Attempted to divide by zero.');
    return toNumber(left) / divisor;
  },
  '%': (left, right) => toNumber(left) % toNumber(right),
};

/** What a regular expression is made of; the same text without it where it was none. */
function splitText(text: string, pattern: RegExp, most: number): readonly string[] {
  const parts = text.split(pattern);
  if (most <= 0 || parts.length <= most) return parts;
  const found = pattern.exec(text);
  if (!found || most === 1) return [text];
  const rest = text.slice(found.index + found[0].length);
  return [text.slice(0, found.index), ...splitText(rest, pattern, most - 1)];
}

function isOfType(value: Value, type: Value): boolean {
  if (!(type instanceof TypeName)) throw new EvaluationError("The right operand of '-is' must be a type.");
  switch (type.name) {
    case 'string':
      return typeof value === 'string';
    case 'int':
      return Number.isInteger(value);
    case 'double':
      return typeof value === 'number';
    case 'bool':
      return typeof value === 'boolean';
    case 'datetime':
      return value instanceof Date;
    case 'timespan':
      return value instanceof TimeSpan;
    case 'array':
      return Array.isArray(value);
    case 'bytes':
      return value instanceof Uint8Array;
    default:
      return type.name === 'hashtable' && value instanceof HashTable;
  }
}

function withMessage(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new EvaluationError(error.message, 'InvalidArgument');
    throw error;
  }
}

function range(from: number, to: number): Value {
  const [first, last] = [roundToEven(from), roundToEven(to)];
  bounded(Math.abs(last - first));
  const step = first <= last ? 1 : -1;
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, index) => first + index * step);
}

function plus(left: Value, right: Value): Value {
  if (left === null) return right;
  if (Array.isArray(left)) {
    bounded(left.length + unroll(right).length);
    return [...left, ...unroll(right)];
  }
  if (typeof left === 'string') {
    const text = left + toText(right);
    bounded(text.length / 100);
    return text;
  }
  if (left instanceof Date) return new Date(left.getTime() + toSpan(right).milliseconds);
  if (left instanceof TimeSpan) return new TimeSpan(left.milliseconds + toSpan(right).milliseconds);
  if (left instanceof HashTable && right instanceof HashTable) return merged(left, right);
  return toNumber(left) + toNumber(right);
}

function merged(left: HashTable, right: HashTable): HashTable {
  const table = new HashTable();
  for (const [key, value] of [...left.entries(), ...right.entries()]) table.set(key, value);
  return table;
}

function minus(left: Value, right: Value): Value {
  if (left instanceof Date) {
    if (right instanceof TimeSpan) return new Date(left.getTime() - right.milliseconds);
    return new TimeSpan(left.getTime() - toDate(right).getTime());
  }
  if (left instanceof TimeSpan) return new TimeSpan(left.milliseconds - toSpan(right).milliseconds);
  return toNumber(left) - toNumber(right);
}

function times(left: Value, right: Value): Value {
  const count = toNumber(right);
  if (typeof left === 'string') {
    bounded((left.length * count) / 100);
    return left.repeat(Math.max(0, Math.trunc(count)));
  }
  if (!Array.isArray(left)) return toNumber(left) * count;
  bounded(left.length * count);
  return Array.from({ length: Math.max(0, Math.trunc(count)) }, () => left).flat();
}

function bounded(items: number): void {
  if (items > mostItems) throw new EvaluationError(`[lab] A list has at most ${mostItems} items in this lab.`);
}
