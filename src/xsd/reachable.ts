import { asField, type ComplexType, type ElementDeclaration, type Fields, isChoice, type Type } from './model.js';
import type { SimpleType } from './simple-types.js';

/** What a schema consists of. */
export interface Found {
  readonly elements: readonly ElementDeclaration[];
  readonly simple: readonly SimpleType[];
  readonly complex: readonly ComplexType[];
}

/**
 * Everything that elements lead to, each once, in the order in which it is met. An element that belongs to another
 * namespace than the type around it is declared there, and so one of the elements.
 */
export function reachable(elements: readonly ElementDeclaration[]): Found {
  const declared = [...elements];
  const types = new Set<Type>();
  for (const { type } of elements) visit(type);
  const all = [...types];
  return {
    elements: declared,
    simple: all.filter((type) => type.kind === 'simple').filter(({ prefix }) => prefix !== 'xs'),
    complex: all.filter((type) => type.kind === 'complex'),
  };

  function visit(type: Type): void {
    if (types.has(type)) return;
    types.add(type);
    for (const used of type.kind === 'simple' ? narrowed(type) : usedBy(type)) visit(used);
    if (type.kind === 'complex') for (const fields of elementsOf(type)) declare(fields, type);
  }

  function declare(fields: Fields, around: ComplexType): void {
    for (const [name, of] of Object.entries(fields)) {
      const { prefix, type } = asField(of);
      if (prefix === undefined || prefix === around.prefix) continue;
      const isKnown = declared.some((element) => element.prefix === prefix && element.name === name);
      if (!isKnown) declared.push({ prefix, name, type: type() });
    }
  }
}

function narrowed({ facet }: SimpleType): readonly Type[] {
  if (!facet || facet.kind === 'enumeration') return [];
  return [facet.kind === 'list' ? facet.item : facet.base];
}

function usedBy(type: ComplexType): readonly Type[] {
  const above = [type.base, type.text].filter((one) => one !== undefined);
  const fields = [type.attributes, ...elementsOf(type)].flatMap((one) => Object.values(one));
  return [...above, ...fields.map((of) => asField(of).type())];
}

function elementsOf({ parts }: ComplexType): readonly Fields[] {
  return parts.map((part) => (isChoice(part) ? part.of : part));
}
