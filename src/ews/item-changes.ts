import type { MessageValue } from '../ews-schema/items.js';
import type { StoredItem } from '../mailbox/stored.js';
import { extendedFrom, keyOf, type Path } from './extended-properties.js';
import { withMime } from './mime/said-in-mime.js';

/** One change of one property, as UpdateItem asks for it. */
export interface FieldChange {
  readonly path: Path;
  readonly kind: 'set' | 'append' | 'delete';
  /** The item that holds the new value, without its kind. */
  readonly value: Readonly<Record<string, unknown>>;
  /** What the new MIME content of a message says. */
  readonly inMime?: MessageValue | undefined;
}

type Changing = Pick<StoredItem, 'properties' | 'extended' | 'isRead' | 'attachments' | 'lastPart'>;

/** An item with a property set, appended to or deleted (MS-OXWSCORE). */
export function withChange(item: Changing, { path, kind, value, inMime }: FieldChange): Changing {
  if (inMime) return withMime(item, inMime);
  if ('ExtendedFieldURI' in path) {
    const others = (item.extended ?? []).filter(({ uri }) => keyOf(uri) !== keyOf(path.ExtendedFieldURI));
    return {
      ...item,
      extended: kind === 'delete' ? others : [...others, ...(extendedFrom(value.ExtendedProperty) ?? [])],
    };
  }
  if ('IndexedFieldURI' in path) return withEntry(item, path.IndexedFieldURI, kind === 'delete' ? undefined : value);
  const name = path.FieldURI.FieldURI.replace(/^\w+:/, '');
  if (name === 'IsRead') return { ...item, isRead: kind !== 'delete' && value.IsRead === true };
  const { [name]: before, ...others } = item.properties;
  if (kind === 'delete') return { ...item, properties: others };
  const after = kind === 'append' ? appended(before, value[name]) : value[name];
  return { ...item, properties: { ...others, [name]: after } };
}

/** Bodies are lengthened, lists get more members. */
function appended(before: unknown, more: unknown): unknown {
  if (before === undefined) return more;
  if (isText(before) && isText(more)) return { ...before, text: before.text + more.text };
  if (isRecord(before) && isRecord(more)) {
    const lists = Object.entries(more).map(([name, list]) => [name, [...asList(before[name]), ...asList(list)]]);
    return { ...before, ...Object.fromEntries(lists) };
  }
  return typeof before === 'string' && typeof more === 'string' ? before + more : more;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is { readonly text: string } {
  return isRecord(value) && typeof value.text === 'string';
}

/** The whole that entries belong to, by the property that names one of them. */
const wholes: Readonly<Record<string, string>> = {
  EmailAddress: 'EmailAddresses',
  PhoneNumber: 'PhoneNumbers',
  ImAddress: 'ImAddresses',
  PhysicalAddress: 'PhysicalAddresses',
};

interface Entry {
  readonly Key: string;
}

/** One entry of several: an e-mail address of a contact, the city of one of its addresses. */
function withEntry(
  item: Changing,
  { FieldURI, FieldIndex }: { readonly FieldURI: string; readonly FieldIndex: string },
  value: Readonly<Record<string, unknown>> | undefined,
): Changing {
  const [, one = '', part] = FieldURI.split(':');
  const name = wholes[one] ?? one;
  const entriesOf = (of: unknown) => (of as { readonly Entry?: readonly Entry[] } | undefined)?.Entry ?? [];
  const entries = entriesOf(item.properties[name]);
  const before = entries.find(({ Key }) => Key === FieldIndex);
  const given = value && entriesOf(value[name]).find(({ Key }) => Key === FieldIndex);
  const after = part === undefined ? given : { ...before, Key: FieldIndex, [part]: given?.[part as keyof Entry] };
  const others = entries.filter(({ Key }) => Key !== FieldIndex);
  const all = after ? [...others, after] : others;
  const { [name]: _, ...rest } = item.properties;
  return { ...item, properties: all.length === 0 ? rest : { ...rest, [name]: { Entry: all } } };
}
