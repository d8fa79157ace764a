import type { Script } from './ast.js';

/** What a variable can hold and a pipeline can carry. */
export type Value =
  | null
  | string
  | number
  | boolean
  | Date
  | TimeSpan
  | Uint8Array
  | SecureText
  | HashTable
  | ScriptBlock
  | FormattedText
  | TypeName
  | Value[]
  | ObjectValue;

/** An object: properties in order, their names in any case. */
export interface ObjectValue {
  [property: string]: Value;
}

export class TimeSpan {
  readonly milliseconds: number;
  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }
}

/** Text that is not shown. */
export class SecureText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** `{ … }` */
export class ScriptBlock {
  readonly body: Script;
  readonly source: string;
  constructor(body: Script, source: string) {
    this.body = body;
    this.source = source;
  }
}

/** What Format-List or Format-Table have laid out: text that is printed as it is. */
export class FormattedText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** `[DateTime]`, of which something is asked. */
export class TypeName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** `@{ … }`: keys in any case, in the order in which they came. */
export class HashTable {
  readonly #entries = new Map<string, { readonly key: string; value: Value }>();

  get(key: string): Value | undefined {
    return this.#entries.get(key.toLowerCase())?.value;
  }

  set(key: string, value: Value): void {
    const known = this.#entries.get(key.toLowerCase());
    if (known) known.value = value;
    else this.#entries.set(key.toLowerCase(), { key, value });
  }

  delete(key: string): void {
    this.#entries.delete(key.toLowerCase());
  }

  has(key: string): boolean {
    return this.#entries.has(key.toLowerCase());
  }

  entries(): readonly (readonly [string, Value])[] {
    return [...this.#entries.values()].map(({ key, value }) => [key, value] as const);
  }
}

/** Lists that came out of a cmdlet can grow; arrays of a script have the size they were made with. */
const growing = new WeakSet<object>();
export const canGrow = (list: readonly Value[]) => growing.has(list);

/** What a cmdlet gave back as values of its own: whoever changes one changes no more than that. */
export function receive(value: unknown, revive: (text: string) => Value = (text) => text): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return revive(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return new Date(value);
  if (value instanceof Uint8Array) return value;
  if (value instanceof URL) return value.href;
  if (Array.isArray(value)) {
    const list = value.map((item) => receive(item, revive));
    growing.add(list);
    return list;
  }
  const object = newObject();
  for (const [name, item] of Object.entries(value as object)) object[name] = receive(item, revive);
  return object;
}

/** Dates of the control API, which are text there. */
export function reviveDate(text: string): Value {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) ? new Date(text) : text;
}

/** Without a prototype: a property may have any name. */
export function newObject(): ObjectValue {
  return Object.create(null) as ObjectValue;
}

export function isObject(value: Value): value is ObjectValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const classes = [Date, TimeSpan, Uint8Array, SecureText, HashTable, ScriptBlock, FormattedText, TypeName];
  return !classes.some((kind) => value instanceof kind);
}

/** The property as the object spells it; undefined when it has none. */
export function propertyName(object: ObjectValue, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const wanted = name.toLowerCase();
  return Object.keys(object).find((candidate) => candidate.toLowerCase() === wanted);
}

/** A value as the pipeline carries it on: lists are taken apart, one level deep; nothing is nothing. */
export function unroll(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : [value];
}

/** What a pipeline gave, as an expression takes it: nothing, the one thing, or a list. */
export function collected(values: readonly Value[]): Value {
  if (values.length === 0) return null;
  return values.length === 1 ? (values[0] ?? null) : [...values];
}

/** PowerShell's idea of true. */
export function isTrue(value: Value): boolean {
  if (value === null || value === false || value === 0 || value === '') return false;
  if (!Array.isArray(value)) return true;
  return value.length > 1 || (value.length === 1 && isTrue(value[0] ?? null));
}
