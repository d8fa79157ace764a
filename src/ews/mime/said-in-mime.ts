import { FixedOffsetZone } from 'luxon';
import type { MessageValue } from '../../ews-schema/items.js';
import type { StoredItem } from '../../mailbox/stored.js';
import { attachmentsFrom, lastPartOf } from '../attachment-content.js';
import { EwsError } from '../errors.js';
import { fromMime } from './reading.js';

type Said = Readonly<Record<string, unknown>>;

/** `<MimeContent>`: the attribute CharacterSet is ignored (the public page on MimeContent). */
interface WithMime {
  readonly MimeContent?: { readonly text: string } | undefined;
}

export function saysMime(value: object): boolean {
  return (value as WithMime).MimeContent !== undefined;
}

/** Kinds of items that a message of the Internet can become. */
const mail: ReadonlySet<string> = new Set(['Message', 'PostItem', 'Item']);

/**
 * What the MimeContent among a client's words says; throws EwsError where it is none, or where the lab makes no such item
 * of it: appointments, contacts and the like.
 */
export async function saidInMime(kind: string, value: object): Promise<MessageValue> {
  const { MimeContent } = value as WithMime;
  if (MimeContent === undefined) return {};
  if (!mail.has(kind)) {
    throw new EwsError('ErrorUnsupportedMimeConversion', `[lab] No ${kind} is made of MIME content here.`);
  }
  return fromMime(MimeContent.text);
}

/** What MIME says of a message, if it is there. */
const names: ReadonlySet<string> = new Set([
  ...['Subject', 'Sensitivity', 'Body', 'Importance', 'InReplyTo', 'InternetMessageHeaders', 'DateTimeSent', 'Sender'],
  ...['ToRecipients', 'CcRecipients', 'BccRecipients', 'IsReadReceiptRequested', 'IsDeliveryReceiptRequested', 'From'],
  ...['InternetMessageId', 'References', 'ReplyTo'],
]);

type Content = Pick<StoredItem, 'properties' | 'attachments' | 'lastPart'>;

/** A message that is another one now: what its new MIME content does not say is not there any more. */
export function withMime<Item extends Content>(item: Item, { Attachments, ...said }: MessageValue): Item {
  const others = Object.entries(item.properties).filter(([name]) => !names.has(name));
  const last = lastPartOf(item);
  const attachments = attachmentsFrom(Attachments, FixedOffsetZone.utcInstance, last);
  const properties: Said = { ...Object.fromEntries(others), ...said };
  return { ...item, properties, attachments, lastPart: Math.max(last, lastPartOf({ attachments })) };
}
