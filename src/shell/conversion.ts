import {
  type BoundValue,
  type Cmdlet,
  CmdletError,
  type ListChange,
  type ParameterDefinition,
  type PowerShellObject,
} from './cmdlet.js';

/** A value as its parameter's type wants it; throws CmdletError in PowerShell's words. */
export function convert(cmdlet: Cmdlet, parameter: ParameterDefinition, value: unknown): BoundValue {
  switch (parameter.type) {
    case 'SwitchParameter':
    case 'Boolean':
      return toBoolean(parameter, value);
    case 'Int32':
      return toInteger(parameter, value);
    case 'Uri':
      return toUri(parameter, value);
    case 'DateTime':
      return toDateTime(parameter, value);
    case 'TimeSpan':
      return toMilliseconds(parameter, value);
    case 'Byte[]':
      return toBytes(parameter, value);
    case 'String[]':
      return toStrings(parameter, value).map((item) => inEnumeration(cmdlet, parameter, item));
    case 'MultiValuedProperty':
      return toListChange(parameter, value);
    case 'Object[]':
      return toObjects(parameter, value);
    case 'SecureString':
      return toPlainText(parameter, value);
    case 'String':
      return inEnumeration(cmdlet, parameter, toPlainText(parameter, value));
  }
}

/** `$true`, `true`, `1`, and what a shell leaves of them: bash turns `$false` into nothing, so nothing is refused. */
function toBoolean(parameter: ParameterDefinition, value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  const text = printed(value).trim().replace(/^\$/, '').toLowerCase();
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  const hint = text === '' ? ' The value is empty: your shell has eaten it, write -Name:false.' : '';
  throw transformation(
    parameter,
    `Cannot convert value "${printed(value)}" to type "System.Boolean". Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0 instead.${hint}`,
  );
}

function toUri(parameter: ParameterDefinition, value: unknown): URL {
  const text = printed(value).trim();
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return new URL(text);
  throw transformation(parameter, `"${text}" is no absolute URI; write it with its scheme, https:// or http://.`);
}

function toInteger(parameter: ParameterDefinition, value: unknown): number {
  const text = printed(value).trim();
  if (/^[+-]?\d{1,10}$/.test(text)) return Number(text);
  throw transformation(
    parameter,
    `Cannot convert value "${text}" to type "System.Int32". Error: "Input string was not in a correct format."`,
  );
}

/** ISO 8601, or as the invariant culture writes it (11/25/2026 1:30:00 PM); UTC unless it says otherwise. */
function toDateTime(parameter: ParameterDefinition, value: unknown): Date {
  if (value instanceof Date) return value;
  const text = printed(value).trim();
  const hasZone = /(?:Z|GMT|UTC|[+-]\d\d:?\d\d)$/i.test(text);
  const moment = Date.parse(
    /^\d{4}-\d\d-\d\dT/.test(text) ? text + (hasZone ? '' : 'Z') : `${text}${hasZone ? '' : ' UTC'}`,
  );
  if (!Number.isNaN(moment) && /^\d/.test(text)) return new Date(moment);
  throw transformation(
    parameter,
    `Cannot convert value "${text}" to type "System.DateTime". Error: "String was not recognized as a valid DateTime."`,
  );
}

/** `30.00:00:00`, `30:00:00:00`, `01:30`, or whole days, as .NET reads a TimeSpan. */
function toMilliseconds(parameter: ParameterDefinition, value: unknown): number {
  const text = printed(value).trim();
  const whole = /^(-?)(\d{1,8})$/.exec(text);
  const parts = /^(-?)(?:(\d{1,8})(?:\.|:(?=\d+:\d+:)))?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?$/.exec(text);
  if (!whole && !parts) {
    throw transformation(
      parameter,
      `Cannot convert value "${text}" to type "System.TimeSpan". Error: "String was not recognized as a valid TimeSpan." Write days.hours:minutes:seconds, as 30.00:00:00.`,
    );
  }
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = '0'] = parts ?? whole ?? [];
  const total = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (sign === '-' ? -1000 : 1000) * (total + Number(`0.${fraction}`));
}

function toBytes(parameter: ParameterDefinition, value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value) && value.every((item) => Number.isInteger(item) && item >= 0 && item <= 255)) {
    return Uint8Array.from(value as number[]);
  }
  const text = typeof value === 'string' ? value.replace(/\s/g, '') : '';
  if (text !== '' && /^[A-Za-z0-9+/]+={0,2}$/.test(text)) return Buffer.from(text, 'base64');
  throw transformation(parameter, 'It takes the content itself, as base64 or as a list of bytes; never a path.');
}

function toListChange(parameter: ParameterDefinition, value: unknown): ListChange {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const entries = Object.entries(value).map(
      ([key, items]) => [key.toLowerCase(), toStrings(parameter, items)] as const,
    );
    const listOf = (wanted: string) => entries.find(([key]) => key === wanted)?.[1] ?? [];
    const unknown = entries.find(([key]) => key !== 'add' && key !== 'remove');
    if (unknown)
      throw transformation(parameter, `A change of a list has the keys Add and Remove, not '${unknown[0]}'.`);
    const removed = new Set(listOf('remove').map((item) => item.toLowerCase()));
    return (old) => [...new Set([...old.filter((item) => !removed.has(item.toLowerCase())), ...listOf('add')])];
  }
  const items = toStrings(parameter, value);
  return () => items;
}

function toObjects(parameter: ParameterDefinition, value: unknown): readonly PowerShellObject[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (items.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))) {
    return items as readonly PowerShellObject[];
  }
  const text = printed(value);
  const instead = text.trimStart().startsWith('@{')
    ? "a command line hands it over as text: type it in the lab's shell (exchange-oauth-lab shell)"
    : "write it as @{Name='value'}";
  throw transformation(parameter, `Cannot convert ${text} to an object; ${instead}.`);
}

function toStrings(parameter: ParameterDefinition, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map((item) => toPlainText(parameter, item));
  const text = toPlainText(parameter, value).trim();
  if (/^@\(\s*\)$/.test(text) || text.toLowerCase() === '$null') return [];
  return text.split(',').map((item) => item.trim().replace(/^(["'“”‘’])(.*)\1$/, '$2'));
}

function inEnumeration(cmdlet: Cmdlet, parameter: ParameterDefinition, text: string): string {
  if (!parameter.values) return text;
  const match = parameter.values.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  if (match !== undefined) return match;
  throw transformation(
    parameter,
    `Unable to match the identifier name "${text}" to a valid enumerator name of ${cmdlet.name} -${parameter.name}. Specify one of the following enumerator names and try again: ${parameter.values.join(', ')}.`,
  );
}

function toPlainText(parameter: ParameterDefinition, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw transformation(parameter, `Cannot convert ${printed(value)} to type "System.String".`);
}

/** A value for a sentence, whatever a caller of the library or of the API gave. */
function printed(value: unknown): string {
  if (typeof value === 'object' && value !== null && !(value instanceof URL))
    return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
}

function transformation(parameter: ParameterDefinition, message: string): CmdletError {
  return new CmdletError(
    'InvalidArgument',
    `Cannot process argument transformation on parameter '${parameter.name}'. ${message}`,
  );
}
