import { remembered } from '../remembered.js';
import type { Prefix, SimpleType } from './simple-types.js';

/**
 * XML Schema as code: the types of a vocabulary, each written down once. From them come the reading of requests with its
 * violations (read.ts), the writing of answers (write.ts), the schema documents that are served (schema-document.ts), and
 * the TypeScript types of the values.
 */

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
  /** What is not there is written as an element with xsi:nil, and one with xsi:nil is not there. */
  readonly isNillable?: true;
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

export type Flat<Value> = { readonly [Name in keyof Value]: Value[Name] };

export type FieldValues<Of extends Fields> = { [Name in keyof Named<Of, 'once'>]: ValueOf<Of[Name]> } & {
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

export type Together<Parts extends readonly unknown[]> = Parts extends readonly [infer First, ...infer Rest]
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

export function isChoice(part: Part): part is Choice {
  return part.kind === 'choice';
}

export function asField(of: Type | Field): Field {
  return of.kind === 'field' ? of : { kind: 'field', type: () => of, occurs: 'once' };
}

export function isMany({ occurs }: Field): boolean {
  return occurs === 'many' || occurs === 'some';
}

/** Names and fields in their order. A vocabulary never changes, so they are put together once. */
export const fieldsIn = remembered((fields: Fields): readonly (readonly [name: string, field: Field])[] =>
  Object.entries(fields).map(([name, of]) => [name, asField(of)] as const),
);

/** The type and what it extends, the first ancestor first. */
export const lineage = remembered((type: ComplexType): readonly ComplexType[] =>
  type.base ? [...lineage(type.base), type] : [type],
);

/** An element that a message or header consists of. */
export interface ElementDeclaration<Value = unknown> {
  readonly prefix: Prefix;
  readonly name: string;
  readonly type: Type<Value>;
}
