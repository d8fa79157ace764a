import type { SearchExpression } from '../ews-schema/restrictions.js';
import { extendedOf, type Path } from './extended-properties.js';
import type { FoundItem } from './found-item.js';
import { mapiProperties } from './item-mapi.js';
import { propertyOf } from './item-view.js';
import type { PropertySource } from './property-source.js';

/** A property, or a constant, as it is compared. */
type Comparable = string | number | boolean | undefined;

export function sourceOf(found: FoundItem): PropertySource {
  const extended = extendedOf(found.item, mapiProperties(found));
  return (path) => {
    if ('ExtendedFieldURI' in path) return extended(path.ExtendedFieldURI);
    if ('IndexedFieldURI' in path) return indexedValue(found, path.IndexedFieldURI);
    return propertyOf(found, path.FieldURI.FieldURI.replace(/^\w+:/, ''));
  };
}

/** `contacts:EmailAddress`, `EmailAddress1` -> the entry with that key. */
function indexedValue(found: FoundItem, { FieldURI, FieldIndex }: { FieldURI: string; FieldIndex: string }): unknown {
  const [, name = '', part] = FieldURI.split(':');
  const whole = propertyOf(found, name.endsWith('s') ? `${name}es` : `${name}s`) ?? propertyOf(found, `${name}es`);
  const { Entry = [] } = (whole ?? {}) as { readonly Entry?: readonly Readonly<Record<string, unknown>>[] };
  const entry = Entry.find(({ Key }) => Key === FieldIndex);
  return part === undefined ? entry?.text : entry?.[part];
}

/** Whether a restriction lets an item or folder through (MS-OXWSSRCH). */
export function fits(expression: SearchExpression, source: PropertySource): boolean {
  const { And, Or, Not, Exists, Excludes, Contains } = expression;
  if (And) return (And.operands ?? []).every((one) => fits(one, source));
  if (Or) return (Or.operands ?? []).some((one) => fits(one, source));
  if (Not) return !fits(Not, source);
  if (Exists) return source(Exists as unknown as Path) !== undefined;
  if (Excludes) {
    const mask = Number(Excludes.Bitmask.Value);
    return (Number(source(Excludes as unknown as Path) ?? 0) & mask) === 0;
  }
  if (Contains) return textsOf(source(Contains as unknown as Path)).some((text) => contains(Contains, text));
  return compares(expression, source);
}

type Containing = NonNullable<SearchExpression['Contains']>;

function contains(
  { Constant, ContainmentMode = 'FullString', ContainmentComparison = 'Exact' }: Containing,
  text: string,
) {
  const isExact = ContainmentComparison === 'Exact' || ContainmentComparison === 'IgnoreNonSpacingCharacters';
  const fold = (one: string) => (isExact ? one : one.toLowerCase());
  const [where, what] = [fold(text), fold(Constant.Value)];
  switch (ContainmentMode) {
    case 'FullString':
      return where === what;
    case 'Prefixed':
      return where.startsWith(what);
    case 'PrefixOnWords':
      return where.split(/\s+/).some((word) => word.startsWith(what));
    default:
      return where.includes(what);
  }
}

const comparisons = {
  IsEqualTo: (order: number) => order === 0,
  IsNotEqualTo: (order: number) => order !== 0,
  IsGreaterThan: (order: number) => order > 0,
  IsGreaterThanOrEqualTo: (order: number) => order >= 0,
  IsLessThan: (order: number) => order < 0,
  IsLessThanOrEqualTo: (order: number) => order <= 0,
} as const;

function compares(expression: SearchExpression, source: PropertySource): boolean {
  for (const [name, isSo] of Object.entries(comparisons)) {
    const comparison = expression[name as keyof typeof comparisons];
    if (!comparison) continue;
    const { FieldURIOrConstant } = comparison;
    const other = FieldURIOrConstant.Constant?.Value ?? source(FieldURIOrConstant as unknown as Path);
    const order = compare(comparable(source(comparison as unknown as Path)), comparable(other));
    return order !== undefined && isSo(order);
  }
  return true;
}

/** Of two values: negative, zero or positive; undefined where one is missing. Dates and numbers count, texts fold their case. */
export function compare(one: Comparable, other: Comparable): number | undefined {
  if (one === undefined || other === undefined) return undefined;
  const [first, second] = [numberOf(one), numberOf(other)];
  if (first !== undefined && second !== undefined) return first - second;
  return String(one).toLowerCase().localeCompare(String(other).toLowerCase(), 'en');
}

export function comparable(value: unknown): Comparable {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return value === undefined || value === null ? undefined : textOf(value);
}

function numberOf(value: Exclude<Comparable, undefined>): number | undefined {
  if (typeof value !== 'string') return Number(value);
  if (value === 'true' || value === 'false') return Number(value === 'true');
  if (/^-?\d+(?:\.\d+)?$/.test(value)) return Number(value);
  const moment = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}

/** Of several words each by itself. */
function textsOf(value: unknown): readonly string[] {
  const { String: words } = (value ?? {}) as { readonly String?: readonly string[] };
  return words ?? [textOf(value)];
}

/** What is searched in a property that is no text of its own: the names and addresses in it. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  return typeof value === 'object' && value !== null ? Object.values(value).map(textOf).join(' ') : String(value ?? '');
}
