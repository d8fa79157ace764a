import type {
  Choice,
  ComplexOptions,
  ComplexType,
  ElementDeclaration,
  Field,
  Fields,
  FieldValues,
  Flat,
  NoFields,
  Occurs,
  OneOf,
  Part,
  Together,
  Type,
} from './model.js';
import type { Prefix, SimpleType } from './simple-types.js';

/** How a vocabulary is written down: `t.complex('FolderType', { content: [{ DisplayName: optional(xs.string) }] })`. */

export function optional<Value>(type: Type<Value> | (() => Type<Value>), prefix?: Prefix): Field<Value, 'optional'> {
  return field(type, 'optional', prefix);
}

/** Optional as .NET's data contracts have it. */
export function nillable<Value>(type: Type<Value> | (() => Type<Value>)): Field<Value, 'optional'> {
  return { ...optional(type), isNillable: true };
}

export function many<Value>(type: Type<Value> | (() => Type<Value>), prefix?: Prefix): Field<Value, 'many'> {
  return field(type, 'many', prefix);
}

export function some<Value>(type: Type<Value> | (() => Type<Value>), prefix?: Prefix): Field<Value, 'some'> {
  return field(type, 'some', prefix);
}

/** An element whose declaration stands in another namespace, or whose type comes later. */
export function once<Value>(type: Type<Value> | (() => Type<Value>), prefix?: Prefix): Field<Value, 'once'> {
  return field(type, 'once', prefix);
}

function field<Value, Times extends Occurs>(
  type: Type<Value> | (() => Type<Value>),
  occurs: Times,
  prefix: Prefix | undefined,
): Field<Value, Times> {
  return { kind: 'field', type: typeof type === 'function' ? type : () => type, occurs, prefix };
}

/** One of these, once. */
export function choice<const Of extends Fields>(of: Of, least: 0 | 1 = 1): Choice<Of, undefined> {
  return { kind: 'choice', of, least, list: undefined };
}

/** Any of these, again and again; `list` names them in the value. */
export function choices<const Of extends Fields, const Name extends string>(
  list: Name,
  of: Of,
  least: 0 | 1 = 0,
): Choice<Of, Name> {
  return { kind: 'choice', of, least, list };
}

/** The types of one namespace. */
export class Types {
  readonly #prefix: Prefix;

  constructor(prefix: Prefix) {
    this.#prefix = prefix;
  }

  complex<Attributes extends Fields = NoFields, const Parts extends readonly Part[] = readonly []>(
    name: string,
    { attributes, content, anyOrder, isOpen, isAbstract }: ComplexOptions<Attributes, Parts>,
  ): ComplexType<Flat<FieldValues<Attributes> & Together<Parts>>> {
    return {
      ...plain,
      prefix: this.#prefix,
      name,
      attributes: attributes ?? {},
      parts: content ?? [],
      anyOrder: anyOrder ?? false,
      isOpen: isOpen ?? false,
      isAbstract: isAbstract ?? false,
    };
  }

  /** A type that has what another has, and more behind it; the other may come later. */
  extended<Base, Attributes extends Fields = NoFields, const Parts extends readonly Part[] = readonly []>(
    name: string,
    base: ComplexType<Base> | (() => ComplexType<Base>),
    { attributes, content, isAbstract }: ComplexOptions<Attributes, Parts>,
  ): ComplexType<Flat<Base & FieldValues<Attributes> & Together<Parts>>> {
    const baseOf = typeof base === 'function' ? base : () => base;
    return {
      ...plain,
      prefix: this.#prefix,
      name,
      attributes: attributes ?? {},
      parts: content ?? [],
      isAbstract: isAbstract ?? false,
      get base() {
        return baseOf();
      },
      get text() {
        return baseOf().text;
      },
    };
  }

  /** Nothing but elements of a choice: the value is their list. */
  list<const Of extends Fields>(name: string, of: Of, least: 0 | 1 = 0): ComplexType<readonly OneOf<Of>[]> {
    return { ...plain, prefix: this.#prefix, name, parts: [choices('list', of, least)], isList: true };
  }

  /** Text with attributes. */
  text<Text, Attributes extends Fields = NoFields>(
    name: string,
    text: SimpleType<Text>,
    attributes: Attributes,
  ): ComplexType<Flat<{ text: Text } & FieldValues<Attributes>>> {
    return { ...plain, prefix: this.#prefix, name, attributes, text };
  }
}

const plain = {
  kind: 'complex',
  isAbstract: false,
  base: undefined,
  attributes: {},
  parts: [],
  anyOrder: false,
  isOpen: false,
  isList: false,
  text: undefined,
} as const;

export function element<Value>(prefix: Prefix, name: string, type: Type<Value>): ElementDeclaration<Value> {
  return { prefix, name, type };
}
