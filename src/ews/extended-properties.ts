import type { extendedProperty, path } from '../ews-schema/paths.js';
import type { ExtendedValue } from '../mailbox/stored.js';
import { utcText } from '../mailbox/time-zone.js';
import type { OneOf, ValueOf } from '../xsd/model.js';

export type Path = OneOf<typeof path>;
type ExtendedFieldUri = ValueOf<typeof extendedProperty>['ExtendedFieldURI'];
type ExtendedProperty = ValueOf<typeof extendedProperty>;

/** Where the value of a MAPI property comes from. */
export type ExtendedSource = (uri: ExtendedFieldUri) => string | readonly string[] | undefined;

/** What the server knows itself, by tag, or by the name that is `Appointment/33315`. */
export type KnownProperties = (what: number | string) => unknown;

/** What clients have set, and what the server knows. */
export function extendedOf(
  { extended = [] }: { readonly extended?: readonly ExtendedValue[] | undefined },
  known: KnownProperties,
): ExtendedSource {
  return (uri) => {
    const key = keyOf(uri);
    const set = extended.find((one) => keyOf(one.uri) === key);
    if (set) return set.value;
    const value = known(whatOf(uri));
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
  return all.map(({ ExtendedFieldURI, Value, Values }) => {
    const kept = ExtendedFieldURI.PropertyType?.toString().startsWith('SystemTime')
      ? momentText
      : (text: string) => text;
    return {
      uri: ExtendedFieldURI,
      value: Value === undefined ? (Values?.Value ?? []).map(kept) : kept(Value),
    };
  });
}

/** Kept is the moment, so it is said as Exchange says moments, however it was written: `2026-09-21T14:13:20Z`. */
function momentText(text: string): string {
  const moment = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? text : utcText(moment);
}

/** Clients write a tag in hexadecimal or decimal (facts/ews-clients §1.2). */
function tagOf(text: string): number {
  return /^0x/i.test(text) ? Number.parseInt(text.slice(2), 16) : Number(text);
}

type WrittenUri = Readonly<Record<string, string | number | undefined>>;

/** The same for every way to write the same property. */
export function keyOf(uri: WrittenUri): string {
  return `${whatOf(uri)}/${uri.PropertyType}`;
}

/** A tag, or a name with its set. */
function whatOf(uri: WrittenUri): number | string {
  const { PropertyTag, DistinguishedPropertySetId, PropertySetId, PropertyName, PropertyId } = uri;
  if (PropertyTag !== undefined) return tagOf(String(PropertyTag));
  const id = String(PropertySetId).toLowerCase();
  return `${DistinguishedPropertySetId ?? propertySets[id] ?? id}/${PropertyName ?? PropertyId}`;
}

/** Sets that have a name of their own in EWS (MS-OXPROPS). */
const propertySets: Readonly<Record<string, string>> = {
  '00062002-0000-0000-c000-000000000046': 'Appointment',
  '00062003-0000-0000-c000-000000000046': 'Task',
  '00062004-0000-0000-c000-000000000046': 'Address',
  '00062008-0000-0000-c000-000000000046': 'Common',
  '00020329-0000-0000-c000-000000000046': 'PublicStrings',
  '00020386-0000-0000-c000-000000000046': 'InternetHeaders',
};
