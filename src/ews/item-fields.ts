import { itemKinds } from '../ews-schema/items.js';
import { asField, type ComplexType, isChoice, lineage } from '../xsd/model.js';

const fieldsByKind = new Map<string, readonly string[]>();

/** Every property that the schema knows of a kind, in its order. */
export function fieldsOf(kind: string): readonly string[] {
  const known = fieldsByKind.get(kind);
  if (known) return known;
  const of = itemKinds[kind as keyof typeof itemKinds];
  const names = lineage(asField(of).type() as ComplexType).flatMap(({ parts }) =>
    parts.flatMap((part) => Object.keys(isChoice(part) ? part.of : part)),
  );
  fieldsByKind.set(kind, names);
  return names;
}
