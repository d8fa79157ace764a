import type { SimpleType } from './simple-types.js';

/**
 * XML Schema as code: the types of a vocabulary, each written down once. From them come the reading of requests with its
 * violations (read.ts), the writing of answers (write.ts), the schema documents that are served (schema-document.ts), and
 * the TypeScript types of the values.
 */

/** The namespaces of a vocabulary: messages, types, Autodiscover. */
export type Prefix = 'm' | 't' | 'a';

export type Type<Value = unknown> = SimpleType<Value> | ComplexType<Value>;

/** How often an element stands there: once, at most once, any number of times, at least once. */
export type Occurs = 'once' | 'optional' | 'many' | 'some';

/** An element of a sequence or choice, or an attribute. */
export interface Field<Value = unknown, Times extends Occurs = Occurs> {
  readonly kind: 'field';
  readonly type: () => Type<Value>;
  readonly occurs: Times;
  /** The namespace of an element that is declared elsewhere; its type's owner's otherwise. */
  readonly prefix?: Prefix | undefined;
}

/** By name, in the order of the schema. A type alone is an element that stands there once. */
export type Fields = Readonly<Record<string, Type | Field>>;

/** One of several elements. */
export interface Choice<Of extends Fields = Fields, Name extends string | undefined = string | undefined> {
  readonly kind: 'choice';
  readonly of: Of;
  readonly least: 0 | 1;
  /** Where the choice can be made again and again: what the list of its elements is called in the value. */
  readonly list: Name;
}

export type Part = Fields | Choice;

/** What an element has in it. */
export interface ComplexType<Value = unknown> {
  readonly kind: 'complex';
  readonly prefix: Prefix;
  readonly name: string;
  readonly isAbstract: boolean;
  readonly base: ComplexType | undefined;
  readonly attributes: Fields;
  readonly parts: readonly Part[];
  /** The elements come in any order (`xs:all`). */
  readonly anyOrder: boolean;
  /** Anything may stand behind its parts, and is passed over (`xs:any`). */
  readonly isOpen: boolean;
  /** The value is the list of the only choice. */
  readonly isList: boolean;
  /** Text instead of elements: the value has it as `text`. */
  readonly text: SimpleType | undefined;
  /** For the compiler alone. */
  readonly value?: Value;
}

export type ValueOf<Of> = Of extends Type<infer Value> ? Value : Of extends Field<infer Value> ? Value : never;

type OccursOf<Of> = Of extends Field<unknown, infer Times> ? Times : 'once';

type Named<Of extends Fields, Times extends Occurs> = {
  [Name in keyof Of as OccursOf<Of[Name]> extends Times ? Name : never]: Of[Name];
};

type Flat<Value> = { readonly [Name in keyof Value]: Value[Name] };

type FieldValues<Of extends Fields> = { [Name in keyof Named<Of, 'once'>]: ValueOf<Of[Name]> } & {
  [Name in keyof Named<Of, 'optional'>]?: ValueOf<Of[Name]> | undefined;
} & { [Name in keyof Named<Of, 'some'>]: readonly ValueOf<Of[Name]>[] } & {
  [Name in keyof Named<Of, 'many'>]?: readonly ValueOf<Of[Name]>[] | undefined;
};

/** One of the elements, by its name. */
export type OneOf<Of extends Fields> = {
  [Name in keyof Of]: { readonly [Only in Name]: ValueOf<Of[Name]> };
}[keyof Of];

type PartValue<Of> =
  Of extends Choice<infer Elements, infer Name>
    ? Name extends string
      ? { [List in Name]?: readonly OneOf<Elements>[] | undefined }
      : { [Element in keyof Elements]?: ValueOf<Elements[Element]> | undefined }
    : Of extends Fields
      ? FieldValues<Of>
      : never;

type Together<Parts extends readonly unknown[]> = Parts extends readonly [infer First, ...infer Rest]
  ? PartValue<First> & Together<Rest>
  : unknown;

export interface ComplexOptions<Attributes extends Fields, Parts extends readonly Part[]> {
  readonly attributes?: Attributes;
  readonly content?: Parts;
  readonly anyOrder?: true;
  readonly isOpen?: true;
  readonly isAbstract?: true;
}

export type NoFields = Record<never, never>;

export function optional<Value>(type: Type<Value> | (() => Type<Value>), prefix?: Prefix): Field<Value, 'optional'> {
  return field(type, 'optional', prefix);
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

export function isChoice(part: Part): part is Choice {
  return part.kind === 'choice';
}

export function asField(of: Type | Field): Field {
  return of.kind === 'field' ? of : { kind: 'field', type: () => of, occurs: 'once' };
}

/** The builders of one namespace. */
export function typesOf(prefix: Prefix) {
  const plain = {
    kind: 'complex',
    prefix,
    isAbstract: false,
    base: undefined,
    anyOrder: false,
    isOpen: false,
    isList: false,
  } as const;
  return {
    complex<Attributes extends Fields = NoFields, const Parts extends readonly Part[] = readonly []>(
      name: string,
      { attributes, content, anyOrder, isOpen, isAbstract }: ComplexOptions<Attributes, Parts>,
    ): ComplexType<Flat<FieldValues<Attributes> & Together<Parts>>> {
      const own = { attributes: attributes ?? {}, parts: content ?? [], text: undefined };
      const flags = { anyOrder: anyOrder ?? false, isOpen: isOpen ?? false, isAbstract: isAbstract ?? false };
      return { ...plain, name, ...own, ...flags };
    },
    /** A type that has what another has, and more behind it; the other may come later. */
    extended<Base, Attributes extends Fields = NoFields, const Parts extends readonly Part[] = readonly []>(
      name: string,
      base: ComplexType<Base> | (() => ComplexType<Base>),
      { attributes, content, isAbstract }: ComplexOptions<Attributes, Parts>,
    ): ComplexType<Flat<Base & FieldValues<Attributes> & Together<Parts>>> {
      const baseOf = typeof base === 'function' ? base : () => base;
      return {
        ...plain,
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
    },
    /** Nothing but elements of a choice: the value is their list. */
    list<const Of extends Fields>(name: string, of: Of, least: 0 | 1 = 0): ComplexType<readonly OneOf<Of>[]> {
      return { ...plain, name, attributes: {}, parts: [choices('list', of, least)], isList: true, text: undefined };
    },
    /** Text with attributes. */
    text<Text, Attributes extends Fields = NoFields>(
      name: string,
      text: SimpleType<Text>,
      attributes: Attributes,
    ): ComplexType<Flat<{ text: Text } & FieldValues<Attributes>>> {
      return { ...plain, name, attributes, parts: [], text };
    },
  };
}

/** The type and what it extends, the first ancestor first. */
export function lineage(type: ComplexType): readonly ComplexType[] {
  return type.base ? [...lineage(type.base), type] : [type];
}

/** An element that a message or header consists of. */
export interface ElementDeclaration<Value = unknown> {
  readonly prefix: Prefix;
  readonly name: string;
  readonly type: Type<Value>;
}

export function element<Value>(prefix: Prefix, name: string, type: Type<Value>): ElementDeclaration<Value> {
  return { prefix, name, type };
}
