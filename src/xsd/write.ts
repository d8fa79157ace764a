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
  return new Xml(new Writer(writing).element({ prefix, name, type, value, outer: undefined, more: declarations }));
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

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  element({ prefix, name, type, value, outer, more = '' }: Writable): string {
    const isPrefixed = this.#writing.style === 'prefixed';
    const tag = isPrefixed ? `${prefix}:${name}` : name;
    const namespace = !isPrefixed && prefix !== outer ? ` xmlns="${this.#writing.namespaces[prefix]}"` : '';
    if (type.kind === 'simple') {
      const text = escapeXml(textOf(value));
      this.#writing.count?.(2 * tag.length + text.length);
      return whole(`${tag}${namespace}${more}`, tag, text);
    }
    const actual = (value as { readonly [actualType]?: ComplexType })[actualType];
    const typed = actual ? this.#typeAttribute(actual, prefix) : '';
    const head = `${tag}${namespace}${more}${typed}`;
    return this.#complex(actual ?? type, { head, tag, value: value as Values, prefix, name });
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
  ): string {
    const left = new Set(Object.keys(value));
    const ancestry = lineage(type);
    const attributes = ancestry.map((one) => attributesOf(one, value, left)).join('');
    const text = type.text ? escapeXml(textOf(value.text)) : '';
    this.#writing.count?.(2 * tag.length + attributes.length + text.length);
    const content = type.text
      ? text
      : type.isList
        ? this.#list(type, value as unknown as readonly Values[], prefix)
        : ancestry.map((one) => this.#parts(one, value, { left, outer: prefix })).join('');
    if (type.text) left.delete('text');
    const unknown = type.isList ? undefined : [...left].find((one) => value[one] !== undefined);
    if (unknown !== undefined) throw new Error(`'${unknown}' of ${name} is not in ${type.prefix}:${type.name}.`);
    return whole(`${head}${attributes}`, tag, content);
  }

  #list({ parts: [part], prefix, name }: ComplexType, values: readonly Values[], outer: Prefix): string {
    if (!part || !isChoice(part)) throw new Error(`${prefix}:${name} is no list.`);
    return values.map((one) => this.#oneOf(part.of, one, { prefix, outer })).join('');
  }

  #oneOf(of: Fields, value: Values, { prefix, outer }: { prefix: Prefix; outer: Prefix }): string {
    const [name = '', ...others] = Object.keys(value);
    const field = of[name];
    if (!field || others.length > 0) throw new Error(`One of ${Object.keys(of).join(', ')} is wanted, not '${name}'.`);
    return this.#field(name, asField(field), { value: value[name], prefix, outer });
  }

  #parts(type: ComplexType, value: Values, { left, outer }: { left: Set<string>; outer: Prefix }): string {
    const { prefix } = type;
    return type.parts
      .map((part) => {
        if (isChoice(part) && part.list !== undefined) {
          left.delete(part.list);
          const list = (value[part.list] ?? []) as readonly Values[];
          return list.map((one) => this.#oneOf(part.of, one, { prefix, outer })).join('');
        }
        const fields = isChoice(part) ? part.of : part;
        let content = '';
        for (const [name, field] of fieldsIn(fields)) {
          const own = value[name];
          if (own !== undefined) left.delete(name);
          else if (!isChoice(part)) refuseMissing(name, field, type);
          if (own !== undefined || field.isNillable) content += this.#field(name, field, { value: own, prefix, outer });
        }
        return content;
      })
      .join('');
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
  ): string {
    if (value === undefined) return field.isNillable ? this.#nil(name, field.prefix ?? prefix, outer) : '';
    const own = { prefix: field.prefix ?? prefix, name, type: field.type(), outer };
    const values = isMany(field) ? (value as readonly unknown[]) : [value];
    return values.map((one) => this.element({ ...own, value: one })).join('');
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

function whole(head: string, tag: string, content: string): string {
  return content === '' ? `<${head}/>` : `<${head}>${content}</${tag}>`;
}
