import { toDate, toNumber, toSpan } from './conversions.js';
import { EvaluationError } from './evaluation-error.js';
import { toText } from './text.js';
import { isObject, isTrue, TimeSpan, type Value } from './values.js';

/** The left side says what the comparison is of. */
export function areEqual(left: Value, right: Value, minds = false): boolean {
  if (left === null || right === null) return left === right;
  if (left instanceof Date) return right instanceof Date || typeof right === 'string' ? sameDate(left, right) : false;
  if (typeof left === 'object' && !(left instanceof TimeSpan)) return left === right || sameText(left, right, minds);
  if (typeof left === 'boolean') return left === isTrue(right);
  return compare(left, right, minds) === 0;
}

function sameDate(left: Date, right: Value): boolean {
  try {
    return left.getTime() === toDate(right).getTime();
  } catch {
    return false; // a text that is no date is no such date
  }
}

/** Objects of the directory compare with text by what they are printed as. */
function sameText(left: Value, right: Value, minds: boolean): boolean {
  return typeof right === 'string' && !isObject(left) && compareText(toText(left), right, minds) === 0;
}

/** Below zero, zero, or above. */
export function compare(left: Value, right: Value, minds = false): number {
  if (left instanceof Date) return left.getTime() - toDate(right).getTime();
  if (left instanceof TimeSpan) return left.milliseconds - toSpan(right).milliseconds;
  if (typeof left === 'number' || typeof left === 'boolean') {
    if (typeof right === 'string' && Number.isNaN(Number(right))) return Number.NaN;
    return toNumber(left) - toNumber(right);
  }
  if (left === null) return right === null ? 0 : -1;
  return compareText(toText(left), toText(right), minds);
}

function compareText(left: string, right: string, minds: boolean): number {
  const [a, b] = minds ? [left, right] : [left.toLowerCase(), right.toLowerCase()];
  return a === b ? 0 : a < b ? -1 : 1;
}

export function expression(pattern: string, minds: boolean, flags = ''): RegExp {
  try {
    return new RegExp(pattern, minds ? flags : `i${flags}`);
  } catch {
    throw new EvaluationError(`[lab] The regular expression pattern ${pattern} is not valid.`, 'InvalidArgument');
  }
}
