import type { ParameterType } from '../../../shell/parameter.js';

/** A parameter's value as the control API takes it. */
export type GivenValue = string | number | boolean | null | readonly GivenValue[] | GivenObject;
export interface GivenObject {
  readonly [name: string]: GivenValue;
}

/** A parameter with its value. */
export interface Given {
  readonly name: string;
  readonly type: ParameterType;
  readonly value: GivenValue;
}

/** The line that an admin types for a call: what it binds is what the call sends. */
export function commandLine(name: string, given: readonly Given[]): string {
  const command = name.endsWith('.ps1') ? `.\\${name}` : name;
  return [command, ...given.map(parameterText)].join(' ');
}

function parameterText({ name, type, value }: Given): string {
  if (type === 'SwitchParameter') return value === true ? `-${name}` : `-${name}:${argument(value)}`;
  if (type === 'SecureString') return `-${name} (ConvertTo-SecureString ${argument(value)} -AsPlainText -Force)`;
  if (type === 'Byte[]') return `-${name} ([System.Convert]::FromBase64String(${quoted(String(value))}))`;
  return `-${name} ${argument(value)}`;
}

/** A value as it stands behind a parameter's name: a bare word where it can be nothing else, quoted otherwise. */
export function argument(value: GivenValue): string {
  if (typeof value === 'string') return isBareWord(value) ? value : quoted(value);
  if (isList(value)) return value.length === 0 ? '@()' : value.map(argument).join(',');
  return literal(value);
}

/** A value in an expression, where no bare words are. */
function literal(value: GivenValue): string {
  if (value === null) return '$null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '$true' : '$false';
  if (isList(value)) return value.length === 1 ? `@(${literal(value[0] ?? null)})` : listLiteral(value);
  const entries = Object.entries(value).map(([name, entry]) => `${keyText(name)}=${literal(entry)}`);
  return `@{${entries.join('; ')}}`;
}

function listLiteral(values: readonly GivenValue[]): string {
  return values.length === 0
    ? '@()'
    : values.map((item) => (isList(item) ? `(${literal(item)})` : literal(item))).join(',');
}

function isList(value: GivenValue): value is readonly GivenValue[] {
  return Array.isArray(value);
}

function keyText(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name);
}

/** It begins with a letter, so it is neither a number, nor a parameter, nor a variable; and nothing in it means anything else. */
function isBareWord(text: string): boolean {
  return /^[A-Za-z][\w.:/\\@-]*$/.test(text);
}

/** PowerShell takes typographic apostrophes for quotes too; each is doubled. */
function quoted(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
}
