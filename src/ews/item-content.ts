import type { Zone } from 'luxon';
import type { ExtendedValue, StoredAttachment, StoredItem } from '../mailbox/stored.js';
import { momentOf, utcText, zoneOf } from '../mailbox/time-zone.js';
import { EwsError } from './errors.js';

/** What a client has said of an item, as a mailbox keeps it. */
export type ItemContent = Pick<StoredItem, 'properties' | 'extended' | 'attachments' | 'isRead'>;

/** What the server finds out itself, or keeps elsewhere: a client's word of it does not count. */
const serversOwn: ReadonlySet<string> = new Set([
  ...['ItemId', 'ParentFolderId', 'Size', 'DateTimeCreated', 'LastModifiedTime', 'LastModifiedName', 'HasAttachments'],
  ...['Attachments', 'ExtendedProperty', 'EffectiveRights', 'IsRead', 'MimeContent', 'InstanceKey', 'Preview'],
  ...['CalendarItemType', 'FirstOccurrence', 'LastOccurrence', 'ModifiedOccurrences', 'DeletedOccurrences'],
]);

/** The content of an item from its value in a request; throws EwsError for what an appointment can't be. */
export function contentOf(kind: string, value: Readonly<Record<string, unknown>>, zone: Zone): ItemContent {
  const said = Object.fromEntries(Object.entries(value).filter(([name]) => !serversOwn.has(name)));
  return {
    properties: kind === 'CalendarItem' ? withMoments(said, zone) : said,
    extended: extendedFrom(value.ExtendedProperty),
    attachments: attachmentsFrom(value.Attachments),
    isRead: value.IsRead !== false,
  };
}

/** An appointment keeps moments, and the zone whose clocks it goes by. */
export function withMoments(
  said: Readonly<Record<string, unknown>>,
  requestZone: Zone,
): Readonly<Record<string, unknown>> {
  const { Start, End, StartTimeZone } = said as { Start?: string; End?: string; StartTimeZone?: { Id?: string } };
  if (Start === undefined) return said;
  const zone = StartTimeZone?.Id === undefined ? requestZone : zoneOf(StartTimeZone.Id);
  const start = momentOf(Start, zone);
  const end = End === undefined ? start : momentOf(End, zone);
  if (end < start) {
    throw new EwsError('ErrorCalendarEndDateIsEarlierThanStartDate', 'EndDate is earlier than StartDate');
  }
  return { ...said, Start: utcText(start), End: utcText(end) };
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

function attachmentsFrom(said: unknown): readonly StoredAttachment[] | undefined {
  const all = (said ?? []) as readonly Readonly<Record<string, Readonly<Record<string, unknown>>>>[];
  if (all.length === 0) return undefined;
  return all.map((one, index) => {
    const [kind = 'FileAttachment', properties = {}] = Object.entries(one)[0] ?? [];
    return { part: index + 1, kind: kind as StoredAttachment['kind'], properties };
  });
}
