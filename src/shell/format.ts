import { type Culture, formatDateTime } from '../connectivity/culture.js';
import type { PowerShellObject, PropertyValue, TableColumn } from './cmdlet.js';

/** Lays objects out as PowerShell's Format-List does: names aligned, further lines of a value under its first. */
export function formatList(
  objects: readonly PowerShellObject[],
  culture: Culture = 'en-US',
  properties?: readonly string[],
): string {
  return objects.map((object) => listOf(properties ? chosen(object, properties) : object, culture)).join('\n\n');
}

function chosen(object: PowerShellObject, properties: readonly string[]): PowerShellObject {
  return Object.fromEntries(properties.map((name) => [name, object[name] ?? null]));
}

function listOf(object: PowerShellObject, culture: Culture): string {
  const width = Math.max(0, ...Object.keys(object).map((name) => name.length));
  const indent = ' '.repeat(width + ' : '.length);
  return Object.entries(object)
    .map(([name, value]) => `${name.padEnd(width)} : ${formatValue(value, culture).split('\n').join(`\n${indent}`)}`)
    .join('\n');
}

/** Lays objects out as Format-Table -AutoSize does: numbers to the right, no blanks at the end of a line. */
export function formatTable(
  objects: readonly PowerShellObject[],
  columns?: readonly TableColumn[],
  culture: Culture = 'en-US',
): string {
  const [first] = objects;
  if (!first) return '';
  const shown = (columns ?? Object.keys(first)).map(labelled);
  const names = shown.map(({ label }) => label);
  const rows = objects.map((object) =>
    shown.map(({ property }) => formatValue(object[property] ?? null, culture).replace(/\s*\n\s*/g, ' ')),
  );
  const widths = names.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const numeric = shown.map(({ property }) => typeof first[property] === 'number');
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (numeric[index] ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)))
      .join(' ')
      .trimEnd();
  return [names, names.map((name) => '-'.repeat(name.length)), ...rows].map(line).join('\n');
}

function labelled(column: TableColumn): Exclude<TableColumn, string> {
  return typeof column === 'string' ? { label: column, property: column } : column;
}

/** A value as PowerShell prints it: True, {a, b}, dates in the culture, nothing for blank. */
export function formatValue(value: PropertyValue, culture: Culture): string {
  if (value === null) return '';
  if (value instanceof Date) return formatDateTime(value.getTime(), culture);
  if (Array.isArray(value)) return `{${value.map((item) => formatValue(item, culture)).join(', ')}}`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'object') return formatNested(value as PowerShellObject, culture);
  return String(value);
}

/** An object within one: its .NET type where it has one (PSTypeName), else `@{a=1; b=2}`. */
function formatNested({ PSTypeName: typeName, ...properties }: PowerShellObject, culture: Culture): string {
  if (typeof typeName === 'string') return typeName;
  const entries = Object.entries(properties).map(([name, value]) => `${name}=${formatValue(value ?? null, culture)}`);
  return `@{${entries.join('; ')}}`;
}
