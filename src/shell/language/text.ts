import type { Culture } from '../../connectivity/culture.js';
import { formatDate, invariantDate, spanText } from './dotnet-time.js';
import {
  FormattedText,
  HashTable,
  isObject,
  ScriptBlock,
  SecureText,
  TimeSpan,
  TypeName,
  type Value,
} from './values.js';

/** A value in the middle of a string, or cast to one: the invariant culture, the items of a list with blanks between. */
export function toText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value instanceof Date) return invariantDate(value);
  if (Array.isArray(value)) return value.map(toText).join(' ');
  if (value instanceof Uint8Array) return [...value].join(' ');
  if (value instanceof HashTable) return 'System.Collections.Hashtable';
  if (isObject(value)) {
    if (typeof value.PSTypeName === 'string') return value.PSTypeName;
    const entries = Object.entries(value).map(([name, item]) => `${name}=${toText(item)}`);
    return `@{${entries.join('; ')}}`;
  }
  return ofClass(value);
}

function ofClass(value: number | TimeSpan | SecureText | ScriptBlock | FormattedText | TypeName): string {
  if (value instanceof TimeSpan) return spanText(value);
  if (value instanceof SecureText) return 'System.Security.SecureString';
  if (value instanceof ScriptBlock) return value.source;
  if (value instanceof FormattedText) return value.text;
  if (value instanceof TypeName) return value.name;
  return String(value);
}

/** `'{0} until {1:yyyy-MM-dd}' -f …`; throws when it names more than it is given. */
export function formatText(template: string, values: readonly Value[], culture: Culture): string {
  return template.replace(
    /\{\{|\}\}|\{(\d+)(?:,(-?\d{1,3}))?(?::([^{}]*))?\}/g,
    (whole, index?: string, width = '0', format = '') => {
      if (index === undefined) return whole.slice(1);
      const value = values[Number(index)];
      if (value === undefined) {
        throw new RangeError(
          'Error formatting a string: Index (zero based) must be greater than or equal to zero and less than the size of the argument list..',
        );
      }
      const text = formatOne(value, format, culture);
      return Number(width) < 0 ? text.padEnd(-Number(width)) : text.padStart(Number(width));
    },
  );
}

function formatOne(value: Value, format: string, culture: Culture): string {
  if (value instanceof Date) return formatDate(value, format, culture);
  if (typeof value === 'number' && format !== '') return formatNumber(value, format);
  return toText(value);
}

/** N2, F1, D4, X, P0 and 000: the formats that scripts of admins have. */
function formatNumber(value: number, format: string): string {
  const [, kind = '', digits = ''] = /^([NFDXP])(\d{0,2})$/i.exec(format) ?? [];
  const fixed = (fallback: number, grouping: boolean, factor = 1) =>
    new Intl.NumberFormat('en-US', {
      minimumFractionDigits: Number(digits || fallback),
      maximumFractionDigits: Number(digits || fallback),
      useGrouping: grouping,
    }).format(value * factor);
  switch (kind.toUpperCase()) {
    case 'N':
      return fixed(2, true);
    case 'F':
      return fixed(2, false);
    case 'P':
      return `${fixed(2, true, 100)} %`;
    case 'D':
      return String(Math.trunc(value)).padStart(Number(digits || 1), '0');
    case 'X':
      return value
        .toString(16)
        .toUpperCase()
        .padStart(Number(digits || 1), '0');
    default:
      return /^0+$/.test(format) ? String(Math.round(value)).padStart(format.length, '0') : String(value);
  }
}
