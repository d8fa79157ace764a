import type { Zone } from 'luxon';
import type { StoredItem } from '../mailbox/stored.js';
import { attachmentsFrom } from './attachment-content.js';
import { extendedFrom } from './extended-properties.js';
import { withMoments } from './item-moments.js';

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
  const attachments = attachmentsFrom(value.Attachments, zone);
  const said = Object.fromEntries(Object.entries(value).filter(([name]) => !serversOwn.has(name)));
  return {
    properties: kind === 'CalendarItem' ? withMoments(said, zone) : said,
    extended: extendedFrom(value.ExtendedProperty),
    attachments: attachments.length === 0 ? undefined : attachments,
    isRead: value.IsRead !== false,
  };
}
