import { remembered } from '../remembered.js';
import { type ComplexType, type Field, type Fields, fieldsIn, isChoice, isMany, lineage, type Type } from './model.js';
import type { Prefix, SimpleType } from './simple-types.js';

/** An element as it is written, with all that does not depend on its value. */
export interface PlannedElement {
  readonly kind: 'element';
  readonly prefix: Prefix;
  readonly name: string;
  /** Its name with its prefix. */
  readonly tag: string;
  readonly type: Type;
  readonly isMany: boolean;
  readonly isNillable: boolean;
  readonly mustBe: boolean;
}

/** Elements of a choice that is made again and again; the value has them as a list of this name. */
export interface PlannedList {
  readonly kind: 'list';
  readonly name: string;
  readonly of: ReadonlyMap<string, PlannedElement>;
}

export interface PlannedAttribute {
  readonly name: string;
  readonly mustBe: boolean;
}

/** What is written of a type and of those that it extends, in their order. */
export interface Plan {
  readonly type: ComplexType;
  readonly attributes: readonly PlannedAttribute[];
  readonly text: SimpleType | undefined;
  readonly parts: readonly (PlannedElement | PlannedList)[];
  /** What a value of the type may have. */
  readonly names: ReadonlySet<string>;
}

/** A vocabulary never changes, so a type's plan is made once: when it is written first, for types name each other. */
export const planOf = remembered((type: ComplexType): Plan => {
  const ancestry = lineage(type);
  const attributes = ancestry.flatMap((one) => fieldsIn(one.attributes).map(plannedAttribute));
  const parts = ancestry.flatMap(partsOf);
  const named = [...attributes, ...parts].map(({ name }) => name);
  const names = new Set(type.text ? [...named, 'text'] : named);
  return { type, attributes, text: type.text, parts, names };
});

function plannedAttribute([name, field]: readonly [string, Field]): PlannedAttribute {
  return { name, mustBe: isNeeded(field) };
}

function partsOf({ parts, prefix }: ComplexType): readonly (PlannedElement | PlannedList)[] {
  return parts.flatMap((part): readonly (PlannedElement | PlannedList)[] => {
    if (!isChoice(part)) return elementsOf(part, prefix, isNeeded);
    const elements = elementsOf(part.of, prefix, () => false);
    if (part.list === undefined) return elements;
    return [{ kind: 'list', name: part.list, of: new Map(elements.map((element) => [element.name, element])) }];
  });
}

function elementsOf(fields: Fields, prefix: Prefix, mustBe: (field: Field) => boolean): readonly PlannedElement[] {
  return fieldsIn(fields).map(([name, field]) => ({
    ...plannedElement({ prefix: field.prefix ?? prefix, name, type: field.type() }),
    isMany: isMany(field),
    isNillable: field.isNillable === true,
    mustBe: mustBe(field),
  }));
}

/** An element that stands by itself. */
export function plannedElement({
  prefix,
  name,
  type,
}: Pick<PlannedElement, 'prefix' | 'name' | 'type'>): PlannedElement {
  const tag = `${prefix}:${name}`;
  return { kind: 'element', prefix, name, tag, type, isMany: false, isNillable: false, mustBe: true };
}

function isNeeded({ occurs }: Field): boolean {
  return occurs === 'once' || occurs === 'some';
}
