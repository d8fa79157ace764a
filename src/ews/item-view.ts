import type { realItems } from '../ews-schema/items.js';
import type { itemShape } from '../ews-schema/shapes.js';
import { remembered } from '../remembered.js';
import type { ValueOf } from '../xsd/model.js';
import { attachmentsOf } from './attachment-view.js';
import { calendarProperties } from './calendar-properties.js';
import { extendedOf, extendedProperties, type Path } from './extended-properties.js';
import type { FoundItem } from './found-item.js';
import { fieldsOf } from './item-fields.js';
import { mapiProperties } from './item-mapi.js';
import { type ComputedProperties, itemProperties, messageProperties, saidOf } from './item-properties.js';
import { namesInShape } from './item-shapes.js';
import { bodyAs, textOfBody } from './item-text.js';

export type ItemShape = ValueOf<typeof itemShape>;
type ItemElement = ValueOf<typeof realItems>[number];

/** What the server says of items beside what was said of them, by kind. */
const computed: Readonly<Record<string, ComputedProperties>> = {
  Message: messageProperties,
  MeetingMessage: messageProperties,
  MeetingRequest: messageProperties,
  MeetingResponse: messageProperties,
  MeetingCancellation: messageProperties,
  PostItem: messageProperties,
  CalendarItem: calendarProperties,
};

/** A property by its name in the schema: what the server finds out of an occurrence, what was said, what is usual. */
export function propertyOf(found: FoundItem, name: string): unknown {
  const { kind } = found.item;
  const own = computed[kind]?.[name] ?? itemProperties[name];
  if (found.occurrence && (name === 'Start' || name === 'End')) return own?.(found);
  if (name === 'Recurrence' && found.occurrence) return undefined;
  if (name === 'Attachments') return attachmentsOf(found);
  if (name === 'MimeContent') return undefined; // made only where it is asked for (mime/item-mime.ts)
  return saidOf(found)[name] ?? own?.(found);
}

/** An item as an answer shows it: what the shape asks for, and nothing else (facts/ews-clients §1.3 rule 2). */
export function showItem(found: FoundItem, shape: ItemShape, { isList = false } = {}): ItemElement {
  const { kind } = found.item;
  const { AdditionalProperties: paths = [] } = shape;
  const shown: Record<string, unknown> = {};
  for (const name of shownIn(kind, shape, isList)) {
    const value = bodyNames.has(name) ? bodyOf(found, name, shape) : propertyOf(found, name);
    if (value !== undefined) shown[name] = value;
  }
  const extended = paths.length === 0 ? [] : extendedProperties(paths, extendedOf(found.item, mapiProperties(found)));
  if (extended.length > 0) shown.ExtendedProperty = extended;
  return { [kind]: shown } as unknown as ItemElement;
}

const known = remembered((_: ItemShape) => new Map<string, readonly string[]>());

/** What a shape has of a kind, in the order of the schema; a page of items asks for it again and again. */
function shownIn(kind: string, shape: ItemShape, isList: boolean): readonly string[] {
  const ofShape = known(shape);
  const key = `${kind} ${isList}`;
  const before = ofShape.get(key);
  if (before) return before;
  const { AdditionalProperties: paths = [] } = shape;
  const wanted = new Set([...namesInShape(kind, shape.BaseShape, isList), ...additional(paths, isList)]);
  const names = fieldsOf(kind).filter((name) => wanted.has(name));
  ofShape.set(key, names);
  return names;
}

const bodyNames: ReadonlySet<string> = new Set(['Body', 'TextBody', 'UniqueBody', 'NormalizedBody']);

function bodyOf(found: FoundItem, name: string, shape: ItemShape): unknown {
  const { Body: body } = saidOf(found);
  const written = body ?? { text: '', BodyType: 'Text' };
  if (name === 'TextBody') return { text: textOfBody(written) ?? '', BodyType: 'Text' };
  const wanted = { Body: shape.BodyType, UniqueBody: shape.UniqueBodyType, NormalizedBody: shape.NormalizedBodyType };
  return bodyAs(written, wanted[name as keyof typeof wanted]);
}

/** Properties that are asked for by name: `item:Subject` -> `Subject`, and those with an index by the whole they belong to. */
function additional(paths: readonly Path[], isList: boolean): readonly string[] {
  const names = paths.flatMap((path) => {
    if ('FieldURI' in path) return [path.FieldURI.FieldURI.replace(/^\w+:/, '')];
    return 'IndexedFieldURI' in path ? [indexed[path.IndexedFieldURI.FieldURI] ?? ''] : [];
  });
  return isList ? names.filter((name) => !bodyNames.has(name) && name !== 'MimeContent') : names;
}

const indexed: Readonly<Record<string, string>> = {
  'contacts:EmailAddress': 'EmailAddresses',
  'contacts:PhoneNumber': 'PhoneNumbers',
  'contacts:ImAddress': 'ImAddresses',
  'contacts:PhysicalAddress:Street': 'PhysicalAddresses',
  'contacts:PhysicalAddress:City': 'PhysicalAddresses',
  'contacts:PhysicalAddress:State': 'PhysicalAddresses',
  'contacts:PhysicalAddress:CountryOrRegion': 'PhysicalAddresses',
  'contacts:PhysicalAddress:PostalCode': 'PhysicalAddresses',
  'item:InternetMessageHeader': 'InternetMessageHeaders',
  'distributionlist:Members:Member': 'Members',
};
