import type { Culture } from '../../connectivity/culture.js';
import type { Cmdlet, PowerShellObject, PropertyValue } from '../cmdlet.js';
import { formatList, formatTable } from '../format.js';
import { asObject } from './conversions.js';
import { longDate } from './dotnet-time.js';
import { toText } from './text.js';
import { FormattedText, HashTable, isObject, type ObjectValue, SecureText, TimeSpan, type Value } from './values.js';

/** How objects want to be seen: the cmdlet that made them, and whether its own words have been read instead of them. */
export interface View {
  readonly cmdlet: Cmdlet;
  readonly wasTold: boolean;
}
export type Views = WeakMap<object, View>;

/** More properties than these are a list. */
const mostColumns = 4;

/** Values that reach the end of a pipeline, as PowerShell prints them; empty when there is nothing to see. */
export function display(values: readonly Value[], views: Views, culture: Culture): string {
  const parts: string[] = [];
  let objects: ObjectValue[] = [];
  const flush = () => {
    if (objects.length > 0) parts.push(`\n${layOut(objects, views, culture)}\n\n`);
    objects = [];
  };
  for (const value of values.flat()) {
    const shown = value instanceof HashTable ? tableRows(value) : [value];
    for (const one of shown) {
      if (isObject(one as Value)) {
        const object = one as ObjectValue;
        if (!views.get(object)?.wasTold && Object.keys(object).length > 0) objects.push(object);
        continue;
      }
      flush();
      parts.push(plainText(one as Value, culture));
    }
  }
  flush();
  return parts.join('');
}

/** A hash table is printed as its entries. */
function tableRows(table: HashTable): readonly ObjectValue[] {
  return table.entries().map(([Name, Value]) => ({ Name, Value }));
}

/** Everything that is no object, each on a line of its own. */
function plainText(value: Value, culture: Culture): string {
  if (value === null) return '\n';
  if (value instanceof FormattedText) return value.text === '' ? '' : `\n${value.text}\n\n`;
  if (value instanceof Date) return `\n${longDate(value, culture)}\n\n`;
  if (value instanceof TimeSpan) return `\n${spanList(value, culture)}\n\n`;
  if (value instanceof Uint8Array) return [...value].map((byte) => `${byte}\n`).join('');
  return `${toText(value)}\n`;
}

function spanList({ milliseconds }: TimeSpan, culture: Culture): string {
  const total = { TotalDays: milliseconds / 86_400_000, TotalHours: milliseconds / 3_600_000 };
  const Days = Math.trunc(total.TotalDays);
  const parts = { Hours: Math.trunc(total.TotalHours) % 24, Minutes: Math.trunc(milliseconds / 60_000) % 60 };
  return formatList([{ Days, ...parts, Seconds: Math.trunc(milliseconds / 1000) % 60, ...total }], culture);
}

/** A table where the cmdlet has one by default, or where it is narrow; a list otherwise. */
function layOut(objects: readonly ObjectValue[], views: Views, culture: Culture): string {
  const [first] = objects;
  const view = first && views.get(first);
  const printed = objects.map(printable);
  if (view?.cmdlet.tableByDefault) return formatTable(printed, view.cmdlet.tableView, culture);
  const isWide = objects.some((object) => Object.keys(object).length > mostColumns);
  return isWide ? asList(objects, views, culture).text : formatTable(printed, undefined, culture);
}

/** A list of objects as Format-List has it: what the cmdlet that made them shows, else all. */
export function asList(objects: readonly ObjectValue[], views: Views, culture: Culture): FormattedText {
  const [first] = objects;
  const properties = first && views.get(first)?.cmdlet.listView;
  return new FormattedText(formatList(objects.map(printable), culture, properties));
}

/** A table; without columns those of the cmdlet that made the objects. */
export function asTable(objects: readonly ObjectValue[], views: Views, culture: Culture): FormattedText {
  const [first] = objects;
  const columns = first && views.get(first)?.cmdlet.tableView;
  return new FormattedText(formatTable(objects.map(printable), columns, culture));
}

/** An object with values that the formatter knows. */
export function printable(object: ObjectValue): PowerShellObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, printableValue(value)]));
}

/** So many bytes of a file are shown, as the Exchange Management Shell shows lists of them. */
const mostBytes = 16;

function printableValue(value: Value): PropertyValue {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(printableValue);
  if (value instanceof Uint8Array) {
    const shown = [...value.subarray(0, mostBytes)].join(', ');
    return `{${shown}${value.length > mostBytes ? '...' : ''}}`;
  }
  if (value instanceof HashTable) return printableValue(asObject(value));
  if (value instanceof SecureText) return toText(value);
  return isObject(value) ? printable(value) : toText(value);
}
