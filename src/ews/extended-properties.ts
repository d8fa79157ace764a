import type { extendedProperty, path } from '../ews-schema/paths.js';
import type { ExtendedValue } from '../mailbox/stored.js';
import type { OneOf, ValueOf } from '../xsd/model.js';

export type Path = OneOf<typeof path>;
type ExtendedFieldUri = ValueOf<typeof extendedProperty>['ExtendedFieldURI'];
type ExtendedProperty = ValueOf<typeof extendedProperty>;

/** Where the value of a MAPI property comes from. */
export type ExtendedSource = (uri: ExtendedFieldUri) => string | readonly string[] | undefined;

/** What clients have set, and what the server knows itself, by tag. */
export function extendedOf(
  { extended = [] }: { readonly extended?: readonly ExtendedValue[] | undefined },
  known: (tag: number) => unknown,
): ExtendedSource {
  return (uri) => {
    const key = keyOf(uri);
    const set = extended.find((one) => keyOf(one.uri) === key);
    if (set) return set.value;
    const value = uri.PropertyTag === undefined ? undefined : known(tagOf(uri.PropertyTag));
    return value === undefined || value === null ? undefined : String(value);
  };
}

/** Those that are asked for and have a value, in the order in which they are asked for. */
export function extendedProperties(paths: readonly Path[], source: ExtendedSource): readonly ExtendedProperty[] {
  return paths.flatMap((one) => {
    if (!('ExtendedFieldURI' in one)) return [];
    const value = source(one.ExtendedFieldURI);
    if (value === undefined) return [];
    const ExtendedFieldURI = one.ExtendedFieldURI;
    return [
      typeof value === 'string' ? { ExtendedFieldURI, Value: value } : { ExtendedFieldURI, Values: { Value: value } },
    ];
  });
}

interface SaidExtended {
  readonly ExtendedFieldURI: ExtendedValue['uri'];
  readonly Value?: string;
  readonly Values?: { readonly Value?: readonly string[] };
}

export function extendedFrom(said: unknown): readonly ExtendedValue[] | undefined {
  const all = (said ?? []) as readonly SaidExtended[];
  if (all.length === 0) return undefined;
  return all.map(({ ExtendedFieldURI, Value, Values }) => ({
    uri: ExtendedFieldURI,
    value: Value ?? Values?.Value ?? [],
  }));
}

/** Clients write a tag in hexadecimal or decimal (facts/ews-clients §1.2). */
function tagOf(text: string): number {
  return /^0x/i.test(text) ? Number.parseInt(text.slice(2), 16) : Number(text);
}

/** The same for every way to write the same property. */
export function keyOf(uri: Readonly<Record<string, string | number | undefined>>): string {
  const { PropertyTag, DistinguishedPropertySetId, PropertySetId, PropertyName, PropertyId, PropertyType } = uri;
  const what =
    PropertyTag === undefined
      ? `${DistinguishedPropertySetId ?? String(PropertySetId).toLowerCase()}/${PropertyName ?? PropertyId}`
      : tagOf(String(PropertyTag));
  return `${what}/${PropertyType}`;
}
