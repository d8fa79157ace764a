import { escapeXml, Xml } from '../protocol/xml.js';
import { remembered } from '../remembered.js';
import type { ComplexType, ElementDeclaration } from './model.js';
import type { Prefix } from './simple-types.js';
import { type Plan, type PlannedElement, type PlannedList, plannedElement, planOf } from './write-plan.js';

export interface Writing {
  readonly namespaces: Readonly<Record<Prefix, string>>;
  /**
   * `prefixed`: the prefixes of the vocabulary, declared at the outermost element; `default`: no prefixes, the namespace is
   * declared wherever it changes, as .NET's serializer does without hints.
   */
  readonly style: 'prefixed' | 'default';
  /** Prefixes that are declared at the outermost element. */
  readonly declared: readonly Prefix[];
}

/** Told how many characters are written; throws where they are too many. */
type Count = (characters: number) => void;

type Values = Readonly<Record<string, unknown>>;

/** Says of a value that it is of a type that extends the declared one; it is written with xsi:type. */
const actualType = Symbol('actual type');

export function ofType<Value extends object>(type: ComplexType<Value>, value: Value): Value {
  return Object.assign({ [actualType]: type }, value);
}

/** An element in the order of its schema; a value that the schema has no place for is a mistake of ours, and thrown. */
export function writeElement<Value>(
  declaration: ElementDeclaration<Value>,
  value: Value,
  writing: Writing,
  count?: Count,
): Xml {
  const writer = new Writer(writing, count);
  writer.element(outermost(declaration), value, undefined, declarationsOf(writing));
  return new Xml(writer.text());
}

/** The prefixes that are declared at the outermost element. */
const declarationsOf = remembered(({ style, declared, namespaces }: Writing): string =>
  style === 'default' ? '' : declared.map((one) => ` xmlns:${one}="${namespaces[one]}"`).join(''),
);

const outermost = remembered(plannedElement);

class Writer {
  readonly #writing: Writing;
  readonly #isPrefixed: boolean;
  readonly #count: Count | undefined;
  /** What is written so far: put together once, at the end. */
  readonly #pieces: string[] = [];

  constructor(writing: Writing, count: Count | undefined) {
    this.#writing = writing;
    this.#count = count;
    this.#isPrefixed = writing.style === 'prefixed';
  }

  text(): string {
    return this.#pieces.join('');
  }

  /** `outer` is the namespace of the element around it; `more` is written behind its name. */
  element(element: PlannedElement, value: unknown, outer: Prefix | undefined, more = ''): void {
    const tag = this.#isPrefixed ? element.tag : element.name;
    const head = `${this.#head(element, outer)}${more}`;
    const { type, prefix } = element;
    if (type.kind === 'simple') {
      const text = escapeXml(textOf(value));
      this.#count?.(2 * tag.length + text.length);
      this.#pieces.push(text === '' ? `<${head}/>` : `<${head}>${text}</${tag}>`);
      return;
    }
    const actual = (value as { readonly [actualType]?: ComplexType })[actualType];
    const typed = actual ? this.#typeAttribute(actual, prefix) : '';
    this.#complex(planOf(actual ?? type), element, value as Values, { head: `${head}${typed}`, tag });
  }

  /** The name in the start tag, with the namespace where it changes. */
  #head({ prefix, tag, name }: PlannedElement, outer: Prefix | undefined): string {
    if (this.#isPrefixed) return tag;
    return prefix === outer ? name : `${name} xmlns="${this.#writing.namespaces[prefix]}"`;
  }

  /** Without prefixes a name is of the namespace around it; a type of another needs a prefix of its own. */
  #typeAttribute({ prefix, name }: ComplexType, around: Prefix): string {
    if (this.#isPrefixed) return ` xsi:type="${prefix}:${name}"`;
    if (prefix === around) return ` xsi:type="${name}"`;
    return ` xsi:type="q1:${name}" xmlns:q1="${this.#writing.namespaces[prefix]}"`;
  }

  #complex(
    plan: Plan,
    { name, prefix }: PlannedElement,
    value: Values,
    { head, tag }: { head: string; tag: string },
  ): void {
    const { type } = plan;
    const attributes = attributesOf(plan, value);
    const text = plan.text ? escapeXml(textOf(value.text)) : '';
    this.#count?.(2 * tag.length + attributes.length + text.length);
    this.#pieces.push(`<${head}${attributes}`);
    const end = this.#pieces.push('>');
    if (text !== '') this.#pieces.push(text);
    if (type.isList) this.#list(plan, value as unknown as readonly Values[], prefix);
    else if (!plan.text) for (const part of plan.parts) this.#part(part, plan, value, prefix);
    if (this.#pieces.length === end) this.#pieces[end - 1] = '/>';
    else this.#pieces.push(`</${tag}>`);
    if (!type.isList) refuseUnknown(plan, value, name);
  }

  #list({ parts: [part], type: { prefix, name } }: Plan, values: readonly Values[], outer: Prefix): void {
    if (part?.kind !== 'list') throw new Error(`${prefix}:${name} is no list.`);
    for (const one of values) this.#oneOf(part, one, outer);
  }

  #oneOf({ of }: PlannedList, value: Values, outer: Prefix): void {
    const [name = '', ...others] = Object.keys(value);
    const element = of.get(name);
    if (!element || others.length > 0) throw new Error(`One of ${[...of.keys()].join(', ')} is wanted, not '${name}'.`);
    this.#planned(element, value[name], outer);
  }

  #part(part: PlannedElement | PlannedList, { type }: Plan, value: Values, outer: Prefix): void {
    const own = value[part.name];
    if (part.kind === 'list') {
      if (own !== undefined) for (const one of own as readonly Values[]) this.#oneOf(part, one, outer);
    } else if (own !== undefined || part.isNillable) this.#planned(part, own, outer);
    else if (part.mustBe) throw new Error(`${type.prefix}:${type.name} has no '${part.name}'.`);
  }

  #planned(element: PlannedElement, value: unknown, outer: Prefix): void {
    if (value === undefined) {
      if (element.isNillable) this.#pieces.push(`<${this.#head(element, outer)} xsi:nil="true"/>`);
    } else if (!element.isMany) this.element(element, value, outer);
    else for (const one of value as readonly unknown[]) this.element(element, one, outer);
  }
}

function attributesOf({ attributes, type }: Plan, value: Values): string {
  let text = '';
  for (const { name, mustBe } of attributes) {
    const own = value[name];
    if (own !== undefined) text += ` ${name}="${escapeXml(textOf(own))}"`;
    else if (mustBe) throw new Error(`${type.prefix}:${type.name} has no '${name}'.`);
  }
  return text;
}

function refuseUnknown({ names, type }: Plan, value: Values, element: string): void {
  for (const name in value) {
    if (value[name] === undefined || names.has(name)) continue;
    throw new Error(`'${name}' of ${element} is not in ${type.prefix}:${type.name}.`);
  }
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(' ') : String(value ?? '');
}
