import type { MessageValue } from '../../ews-schema/items.js';
import { attachmentValues } from '../attachment-content.js';
import type { FoundItem } from '../found-item.js';
import { itemIdOf, saidOf } from '../item-properties.js';
import { type ItemShape, propertyOf, showItem } from '../item-view.js';
import { icalendarOf } from './icalendar.js';
import { vcardOf } from './vcard.js';
import { toMime } from './writing.js';

/** Whether a shape asks for MimeContent, in one of its two ways. */
export function wantsMime({
  IncludeMimeContent = false,
  AdditionalProperties = [],
}: Pick<ItemShape, 'IncludeMimeContent' | 'AdditionalProperties'>): boolean {
  const isNamed = AdditionalProperties.some(
    (path) => 'FieldURI' in path && path.FieldURI.FieldURI === 'item:MimeContent',
  );
  return IncludeMimeContent || isNamed;
}

/** As showItem, with the item as the Internet has it. */
export async function itemWithMime(found: FoundItem, shape: ItemShape): Promise<ReturnType<typeof showItem>> {
  const mime = await mimeOf(found);
  const shown = showItem(found, shape);
  if (!mime) return shown;
  const MimeContent = { text: mime.toString('base64'), CharacterSet: 'UTF-8' };
  const [[kind, value]] = Object.entries(shown) as [[string, object]];
  return { [kind]: { MimeContent, ...value } } as never;
}

const mail: ReadonlySet<string> = new Set([
  ...['Message', 'Item', 'PostItem', 'MeetingMessage', 'MeetingRequest', 'MeetingResponse', 'MeetingCancellation'],
]);

/**
 * Undefined for tasks and the like: a real server has a form for them that only it reads. Clients ask every item for its
 * MIME content when they read it whole, and must not fail for those that have none here.
 */
async function mimeOf(found: FoundItem): Promise<Buffer | undefined> {
  const { mailbox, item } = found;
  if (item.kind === 'CalendarItem') return icalendarOf(found);
  if (item.kind === 'Contact') return vcardOf(found);
  if (!mail.has(item.kind)) return undefined;
  const Attachments = attachmentValues(item.attachments ?? []);
  const value = { ...saidOf(found), ...(Attachments.length === 0 ? {} : { Attachments }) } as MessageValue;
  return toMime(value, {
    messageId: String(propertyOf(found, 'InternetMessageId') ?? `<${mailbox.guid}.${item.number}@lab>`),
    date: item.created,
    boundary: `${mailbox.guid.replaceAll('-', '')}_${itemIdOf(found).ChangeKey.replace(/[^A-Za-z\d]/g, '')}`,
  });
}
