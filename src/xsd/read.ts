import type { XmlElement } from '../protocol/xml-document.js';
import {
  asField,
  type Choice,
  type ComplexType,
  type Field,
  type Fields,
  fieldsIn,
  isChoice,
  isMany,
  lineage,
  type Type,
} from './model.js';
import type { Prefix, SimpleType } from './simple-types.js';
import {
  incomplete,
  invalidAttribute,
  invalidChild,
  invalidText,
  missingAttribute,
  noText,
  type QualifiedName,
  textOnly,
  undeclaredAttribute,
} from './violation.js';

export interface Reading {
  readonly namespaces: Readonly<Record<Prefix | 'xs', string>>;
  /** Attributes that the schema does not know, and text where only elements belong, are violations; else they are passed over. */
  readonly strict: boolean;
}

type Values = Record<string, unknown>;

/** The value of an element; throws SchemaViolation where it does not fit its type. */
export function readElement<Value>(type: Type<Value>, element: XmlElement, reading: Reading): Value {
  return read(type, element, reading) as Value;
}

function read(type: Type, element: XmlElement, reading: Reading): unknown {
  if (type.kind === 'simple') {
    refuseChildren(element);
    return readText(type, element, reading);
  }
  const values = readAttributes(type, element, reading);
  if (type.text) {
    refuseChildren(element);
    values.text = readText(type.text, element, reading);
    return values;
  }
  const content = new Content(type, element, reading);
  content.readInto(values);
  return type.isList ? (values.list ?? []) : values;
}

function refuseChildren(element: XmlElement): void {
  const [first] = element.children;
  if (first) throw textOnly(element, first);
}

function readText(type: SimpleType, element: XmlElement, { namespaces }: Reading): unknown {
  const value = type.read(isString(type) ? element.text : element.text.trim());
  if (value === undefined) throw invalidText(element, type, (prefix) => namespaces[prefix]);
  return value;
}

/** White space counts in strings alone. */
function isString(type: SimpleType): boolean {
  return type.prefix === 'xs' && type.name === 'string';
}

function readAttributes(type: ComplexType, element: XmlElement, { namespaces, strict }: Reading): Values {
  const values: Values = {};
  const known = Object.assign({}, ...lineage(type).map(({ attributes }) => attributes)) as Fields;
  for (const [name, text] of Object.entries(element.attributes)) {
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!field) {
      if (strict && !name.includes(':')) throw undeclaredAttribute(element, name);
      continue;
    }
    const of = asField(field).type() as SimpleType;
    const value = of.read(isString(of) ? text : text.trim());
    if (value === undefined) throw invalidAttribute(element, name, of, (prefix) => namespaces[prefix]);
    values[name] = value;
  }
  for (const [name, field] of Object.entries(known))
    if (asField(field).occurs === 'once' && !Object.hasOwn(element.attributes, name))
      throw missingAttribute(element, name);
  return values;
}

/** The elements in an element, taken one after the other as the type has them. */
class Content {
  readonly #type: ComplexType;
  readonly #element: XmlElement;
  readonly #reading: Reading;
  #next = 0;
  /** What could have come since the last element. */
  #expected: QualifiedName[] = [];

  constructor(type: ComplexType, element: XmlElement, reading: Reading) {
    this.#type = type;
    this.#element = element;
    this.#reading = reading;
  }

  readInto(values: Values): void {
    for (const type of lineage(this.#type)) {
      for (const part of type.parts) {
        if (isChoice(part)) this.#choice(part, type.prefix, values);
        else if (type.anyOrder) this.#all(part, type.prefix, values);
        else this.#sequence(part, type.prefix, values);
      }
    }
    const left = this.#element.children[this.#next];
    if (left && !this.#type.isOpen) throw invalidChild(this.#element, left, this.#expected);
    if (this.#reading.strict && this.#element.text.trim() !== '') throw noText(this.#element, this.#expected);
  }

  #sequence(fields: Fields, prefix: Prefix, values: Values): void {
    for (const [name, field] of fieldsIn(fields)) {
      const found = this.#takeAll(name, field, prefix);
      if (found.length === 0 && (field.occurs === 'once' || field.occurs === 'some')) this.#refuse();
      if (found.length > 0) values[name] = isMany(field) ? found : found[0];
    }
  }

  #all(fields: Fields, prefix: Prefix, values: Values): void {
    const names = new Map(Object.entries(fields));
    for (let child = this.#current; child; child = this.#current) {
      const [name, of] = [...names].find(([candidate]) => candidate === child.name) ?? [];
      if (name === undefined || of === undefined || !this.#isNext(name, asField(of), prefix)) break;
      values[name] = this.#take(asField(of));
      names.delete(name);
    }
    for (const [name, of] of names) {
      this.#expect(name, asField(of), prefix);
      if (asField(of).occurs === 'once') this.#refuse();
    }
  }

  #choice({ of, least, list }: Choice, prefix: Prefix, values: Values): void {
    const taken: Values[] = [];
    for (let one = this.#takeOne(of, prefix); one; one = this.#takeOne(of, prefix)) {
      taken.push(one);
      if (list === undefined) break;
    }
    if (taken.length === 0 && least === 1) this.#refuse();
    if (list === undefined) Object.assign(values, taken[0]);
    else if (taken.length > 0) values[list] = taken;
  }

  #takeOne(of: Fields, prefix: Prefix): Values | undefined {
    for (const [name, field] of fieldsIn(of)) {
      if (this.#isNext(name, field, prefix)) return { [name]: this.#take(field) };
    }
    for (const [name, field] of fieldsIn(of)) this.#expect(name, field, prefix);
    return undefined;
  }

  #takeAll(name: string, field: Field, prefix: Prefix): readonly unknown[] {
    const found: unknown[] = [];
    if (field.isNillable && this.#isNext(name, field, prefix) && isNil(this.#current)) {
      this.#next += 1;
      this.#expected = [];
      return found;
    }
    while (this.#isNext(name, field, prefix) && (found.length === 0 || isMany(field))) found.push(this.#take(field));
    if (found.length === 0 || isMany(field)) this.#expect(name, field, prefix);
    return found;
  }

  get #current(): XmlElement | undefined {
    return this.#element.children[this.#next];
  }

  #isNext(name: string, field: Field, prefix: Prefix): boolean {
    const child = this.#current;
    return child?.name === name && child.namespace === this.#reading.namespaces[field.prefix ?? prefix];
  }

  #take(field: Field): unknown {
    const child = this.#current;
    if (!child) throw new Error('Only what is there can be taken.');
    this.#next += 1;
    this.#expected = [];
    return read(field.type(), child, this.#reading);
  }

  #expect(name: string, field: Field, prefix: Prefix): void {
    this.#expected.push({ namespace: this.#reading.namespaces[field.prefix ?? prefix], name });
  }

  #refuse(): never {
    const child = this.#current;
    throw child ? invalidChild(this.#element, child, this.#expected) : incomplete(this.#element, this.#expected);
  }
}

const isNil = (element: XmlElement | undefined) => /^(?:true|1)$/.test(element?.attributes['xsi:nil'] ?? '');
