import type { MessageValue } from '../../ews-schema/items.js';
import { attachmentValues } from '../attachment-content.js';
import { EwsError } from '../errors.js';
import type { FoundItem } from '../item-access.js';
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

/** As showItem, with the item as the Internet has it; throws EwsError for what it has not. */
export async function itemWithMime(found: FoundItem, shape: ItemShape): Promise<ReturnType<typeof showItem>> {
  const MimeContent = { text: (await mimeOf(found)).toString('base64'), CharacterSet: 'UTF-8' };
  const [[kind, value]] = Object.entries(showItem(found, shape)) as [[string, object]];
  return { [kind]: { MimeContent, ...value } } as never;
}

const mail: ReadonlySet<string> = new Set([
  ...['Message', 'PostItem', 'MeetingMessage', 'MeetingRequest', 'MeetingResponse', 'MeetingCancellation'],
]);

/** The code is documented for items of other kinds. */
async function mimeOf(found: FoundItem): Promise<Buffer> {
  const { mailbox, item } = found;
  if (item.kind === 'CalendarItem') return icalendarOf(found);
  if (item.kind === 'Contact') return vcardOf(found);
  if (!mail.has(item.kind)) {
    throw new EwsError('ErrorUnsupportedMimeConversion', `[lab] A ${item.kind} has no MIME content.`);
  }
  const Attachments = attachmentValues(item.attachments ?? []);
  const value = { ...saidOf(found), ...(Attachments.length === 0 ? {} : { Attachments }) } as MessageValue;
  return toMime(value, {
    messageId: String(propertyOf(found, 'InternetMessageId') ?? `<${mailbox.guid}.${item.number}@lab>`),
    date: item.created,
    boundary: `${mailbox.guid.replaceAll('-', '')}_${itemIdOf(found).ChangeKey.replace(/[^A-Za-z\d]/g, '')}`,
  });
}
