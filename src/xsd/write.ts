import { escapeXml, Xml } from '../protocol/xml.js';
import {
  asField,
  type ComplexType,
  type ElementDeclaration,
  type Field,
  type Fields,
  fieldsIn,
  isChoice,
  isMany,
  lineage,
  type Type,
} from './model.js';
import type { Prefix } from './simple-types.js';

export interface Writing {
  readonly namespaces: Readonly<Record<Prefix, string>>;
  /**
   * `prefixed`: the prefixes of the vocabulary, declared at the outermost element; `default`: no prefixes, the namespace is
   * declared wherever it changes, as .NET's serializer does without hints.
   */
  readonly style: 'prefixed' | 'default';
  /** Prefixes that are declared at the outermost element. */
  readonly declared: readonly Prefix[];
  /** Told how many characters are written; throws where they are too many. */
  readonly count?: (characters: number) => void;
}

type Values = Readonly<Record<string, unknown>>;

/** Says of a value that it is of a type that extends the declared one; it is written with xsi:type. */
const actualType = Symbol('actual type');

export function ofType<Value extends object>(type: ComplexType<Value>, value: Value): Value {
  return Object.assign({ [actualType]: type }, value);
}

/** An element in the order of its schema; a value that the schema has no place for is a mistake of ours, and thrown. */
export function writeElement<Value>(
  { prefix, name, type }: ElementDeclaration<Value>,
  value: Value,
  writing: Writing,
): Xml {
  const declarations =
    writing.style === 'prefixed'
      ? writing.declared.map((one) => ` xmlns:${one}="${writing.namespaces[one]}"`).join('')
      : '';
  const writer = new Writer(writing);
  writer.element({ prefix, name, type, value, outer: undefined, more: declarations });
  return new Xml(writer.text());
}

interface Writable {
  readonly prefix: Prefix;
  readonly name: string;
  readonly type: Type;
  readonly value: unknown;
  /** The namespace of the element around it. */
  readonly outer: Prefix | undefined;
  readonly more?: string;
}

class Writer {
  readonly #writing: Writing;
  /** What is written so far: put together once, at the end. */
  readonly #pieces: string[] = [];

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  text(): string {
    return this.#pieces.join('');
  }

  element({ prefix, name, type, value, outer, more = '' }: Writable): void {
    const isPrefixed = this.#writing.style === 'prefixed';
    const tag = isPrefixed ? `${prefix}:${name}` : name;
    const namespace = !isPrefixed && prefix !== outer ? ` xmlns="${this.#writing.namespaces[prefix]}"` : '';
    if (type.kind === 'simple') {
      const text = escapeXml(textOf(value));
      this.#writing.count?.(2 * tag.length + text.length);
      const head = `${tag}${namespace}${more}`;
      this.#pieces.push(text === '' ? `<${head}/>` : `<${head}>${text}</${tag}>`);
      return;
    }
    const actual = (value as { readonly [actualType]?: ComplexType })[actualType];
    const typed = actual ? this.#typeAttribute(actual, prefix) : '';
    const head = `${tag}${namespace}${more}${typed}`;
    this.#complex(actual ?? type, { head, tag, value: value as Values, prefix, name });
  }

  /** Without prefixes a name is of the namespace around it; a type of another needs a prefix of its own. */
  #typeAttribute({ prefix, name }: ComplexType, around: Prefix): string {
    const { style, namespaces } = this.#writing;
    if (style === 'prefixed') return ` xsi:type="${prefix}:${name}"`;
    return prefix === around ? ` xsi:type="${name}"` : ` xsi:type="q1:${name}" xmlns:q1="${namespaces[prefix]}"`;
  }

  #complex(
    type: ComplexType,
    { head, tag, value, prefix, name }: { head: string; tag: string; value: Values; prefix: Prefix; name: string },
  ): void {
    const left = new Set(Object.keys(value));
    const ancestry = lineage(type);
    const attributes = ancestry.map((one) => attributesOf(one, value, left)).join('');
    const text = type.text ? escapeXml(textOf(value.text)) : '';
    this.#writing.count?.(2 * tag.length + attributes.length + text.length);
    this.#pieces.push(`<${head}${attributes}`);
    const end = this.#pieces.push('>');
    if (text !== '') this.#pieces.push(text);
    if (type.text) left.delete('text');
    else if (type.isList) this.#list(type, value as unknown as readonly Values[], prefix);
    else for (const one of ancestry) this.#parts(one, value, { left, outer: prefix });
    if (this.#pieces.length === end) this.#pieces[end - 1] = '/>';
    else this.#pieces.push(`</${tag}>`);
    const unknown = type.isList ? undefined : [...left].find((one) => value[one] !== undefined);
    if (unknown !== undefined) throw new Error(`'${unknown}' of ${name} is not in ${type.prefix}:${type.name}.`);
  }

  #list({ parts: [part], prefix, name }: ComplexType, values: readonly Values[], outer: Prefix): void {
    if (!part || !isChoice(part)) throw new Error(`${prefix}:${name} is no list.`);
    for (const one of values) this.#oneOf(part.of, one, { prefix, outer });
  }

  #oneOf(of: Fields, value: Values, { prefix, outer }: { prefix: Prefix; outer: Prefix }): void {
    const [name = '', ...others] = Object.keys(value);
    const field = of[name];
    if (!field || others.length > 0) throw new Error(`One of ${Object.keys(of).join(', ')} is wanted, not '${name}'.`);
    this.#field(name, asField(field), { value: value[name], prefix, outer });
  }

  #parts(type: ComplexType, value: Values, at: { left: Set<string>; outer: Prefix }): void {
    for (const part of type.parts) {
      if (!isChoice(part) || part.list === undefined) this.#fields(part, type, { ...at, value });
      else {
        at.left.delete(part.list);
        const list = (value[part.list] ?? []) as readonly Values[];
        for (const one of list) this.#oneOf(part.of, one, { prefix: type.prefix, outer: at.outer });
      }
    }
  }

  #fields(
    part: ComplexType['parts'][number],
    type: ComplexType,
    { value, left, outer }: { value: Values; left: Set<string>; outer: Prefix },
  ): void {
    const mayMiss = isChoice(part);
    for (const [name, field] of fieldsIn(mayMiss ? part.of : part)) {
      const own = value[name];
      if (own !== undefined) left.delete(name);
      else if (!mayMiss) refuseMissing(name, field, type);
      if (own !== undefined || field.isNillable) this.#field(name, field, { value: own, prefix: type.prefix, outer });
    }
  }

  #nil(name: string, prefix: Prefix, outer: Prefix): string {
    const { style, namespaces } = this.#writing;
    if (style === 'prefixed') return `<${prefix}:${name} xsi:nil="true"/>`;
    return `<${name}${prefix === outer ? '' : ` xmlns="${namespaces[prefix]}"`} xsi:nil="true"/>`;
  }

  #field(
    name: string,
    field: Field,
    { value, prefix, outer }: { value: unknown; prefix: Prefix; outer: Prefix },
  ): void {
    if (value === undefined) {
      if (field.isNillable) this.#pieces.push(this.#nil(name, field.prefix ?? prefix, outer));
      return;
    }
    const own = { prefix: field.prefix ?? prefix, name, type: field.type(), outer };
    if (!isMany(field)) this.element({ ...own, value });
    else for (const one of value as readonly unknown[]) this.element({ ...own, value: one });
  }
}

function attributesOf({ attributes, prefix, name }: ComplexType, value: Values, left: Set<string>): string {
  return fieldsIn(attributes)
    .map(([attribute, { occurs }]) => {
      left.delete(attribute);
      if (value[attribute] !== undefined) return ` ${attribute}="${escapeXml(textOf(value[attribute]))}"`;
      if (occurs === 'once') throw new Error(`${prefix}:${name} has no '${attribute}'.`);
      return '';
    })
    .join('');
}

function refuseMissing(element: string, { occurs }: Field, { prefix, name }: ComplexType): void {
  if (occurs === 'once' || occurs === 'some') throw new Error(`${prefix}:${name} has no '${element}'.`);
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(' ') : String(value ?? '');
}
