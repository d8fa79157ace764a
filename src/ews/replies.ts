import { DateTime } from 'luxon';
import type { Outgoing } from './delivery.js';
import { errors } from './errors.js';
import type { FoundItem } from './found-item.js';
import { type Body, bodyAs } from './item-text.js';
import { propertyOf } from './item-view.js';
import type { EwsCall } from './operation.js';
import { type Address, addressesIn, addressIn, listOf, recipientOf } from './recipients.js';

/** What a client says of a reply. */
export interface ReplyValue {
  readonly Subject?: string | undefined;
  /** Instead of the whole text; NewBodyContent comes before that of the message that is answered. */
  readonly Body?: unknown;
  readonly NewBodyContent?: unknown;
  readonly ToRecipients?: unknown;
  readonly CcRecipients?: unknown;
  readonly BccRecipients?: unknown;
  readonly From?: unknown;
  readonly IsReadReceiptRequested?: boolean | undefined;
  readonly IsDeliveryReceiptRequested?: boolean | undefined;
}

export type ReplyKind = 'ReplyToItem' | 'ReplyAllToItem' | 'ForwardItem' | 'PostReplyItem';

/** What can be answered. */
const answerable: ReadonlySet<string> = new Set([
  ...['Message', 'PostItem', 'Item', 'CalendarItem', 'MeetingMessage', 'MeetingRequest', 'MeetingResponse'],
  'MeetingCancellation',
]);

/** The message that answers an item, or forwards it. */
export function replyTo(kind: ReplyKind, value: ReplyValue, original: FoundItem, call: EwsCall): Outgoing {
  if (!answerable.has(original.item.kind)) throw errors.referenceItemUnfit();
  const isForward = kind === 'ForwardItem';
  return {
    kind: 'Message',
    attachments: isForward ? original.item.attachments : undefined,
    properties: {
      ItemClass: 'IPM.Note',
      ...subjectOf(value, original, isForward ? 'FW: ' : 'RE: '),
      Body: bodyOf(value, original),
      ...recipientsOf(kind, value, original, call),
      ...threadOf(original),
      ...(value.From === undefined ? {} : { From: value.From }),
      IsReadReceiptRequested: value.IsReadReceiptRequested,
      IsDeliveryReceiptRequested: value.IsDeliveryReceiptRequested,
    },
  };
}

export function subjectOf({ Subject }: ReplyValue, original: FoundItem, prefix: string) {
  const subject = String(propertyOf(original, 'Subject') ?? '');
  const topic = String(propertyOf(original, 'ConversationTopic') ?? subject);
  const isMarked = subject.toUpperCase().startsWith(prefix.trim());
  return { Subject: Subject ?? (isMarked ? subject : `${prefix}${subject}`), ConversationTopic: topic };
}

function threadOf(original: FoundItem) {
  const id = propertyOf(original, 'InternetMessageId');
  if (id === undefined) return {};
  const before = propertyOf(original, 'References');
  const ConversationIndex = propertyOf(original, 'ConversationIndex');
  return {
    InReplyTo: id,
    References: before === undefined ? id : `${before} ${id}`,
    ...(ConversationIndex === undefined ? {} : { ConversationIndex }),
  };
}

/** Who said it first, and for all: whom he said it to; never the caller himself. */
function recipientsOf(kind: ReplyKind, value: ReplyValue, original: FoundItem, call: EwsCall) {
  const said = (name: 'ToRecipients' | 'CcRecipients' | 'BccRecipients') => addressesIn(value[name]);
  const BccRecipients = listOf(said('BccRecipients'));
  if (kind === 'ForwardItem') {
    return { ToRecipients: listOf(said('ToRecipients')), CcRecipients: listOf(said('CcRecipients')), BccRecipients };
  }
  const author = addressIn(propertyOf(original, 'From') ?? propertyOf(original, 'Organizer'));
  const replyTo = addressesIn(propertyOf(original, 'ReplyTo'));
  const first = replyTo.length > 0 ? replyTo : author ? [author] : [];
  const others = kind === 'ReplyAllToItem' ? original : undefined;
  const to = withoutCaller([...first, ...othersOf(others, 'ToRecipients')], call);
  const cc = withoutCaller(othersOf(others, 'CcRecipients'), call);
  const [saidTo, saidCc] = [said('ToRecipients'), said('CcRecipients')];
  return {
    ToRecipients: listOf(saidTo.length > 0 ? saidTo : to.length > 0 ? to : first),
    CcRecipients: listOf(saidCc.length > 0 ? saidCc : cc),
    BccRecipients,
  };
}

function othersOf(original: FoundItem | undefined, name: 'ToRecipients' | 'CcRecipients'): readonly Address[] {
  if (!original) return [];
  const attendees = { ToRecipients: 'RequiredAttendees', CcRecipients: 'OptionalAttendees' }[name];
  const invited = propertyOf(original, attendees) as
    | { readonly Attendee?: readonly { Mailbox: Address }[] }
    | undefined;
  if (original.item.kind === 'CalendarItem') return (invited?.Attendee ?? []).map(({ Mailbox }) => Mailbox);
  return addressesIn(propertyOf(original, name));
}

function withoutCaller(addresses: readonly Address[], { organization, user }: EwsCall): readonly Address[] {
  const book = organization.addressBookOf(user);
  const seen = new Set<string>();
  return addresses.filter((address) => {
    const key = (address.EmailAddress ?? address.Name ?? '').toLowerCase();
    const isNew = !seen.has(key) && recipientOf(address, book)?.guid !== user.guid;
    seen.add(key);
    return isNew;
  });
}

/** The new text, and below it what is answered, with who wrote it when. */
export function bodyOf({ Body, NewBodyContent }: ReplyValue, original: FoundItem): Body {
  if (Body !== undefined) return Body as Body;
  const said = propertyOf(original, 'Body') as Body | undefined;
  const written = NewBodyContent as Body | undefined;
  const type = written?.BodyType ?? said?.BodyType ?? 'Text';
  const [above, below] = [written, said].map((body) => bodyAs(body, type)?.text ?? '');
  const heading = headingOf(original);
  if (type === 'Text') {
    const lines = heading.map(([name, value]) => `${name}: ${value}`);
    return { BodyType: type, text: [above, '_'.repeat(32), ...lines, '', below].join('\r\n') };
  }
  const lines = heading.map(([name, value]) => `<b>${name}:</b> ${escaped(value)}<br>`).join('');
  return {
    BodyType: type,
    text: `<html><body>${inBody(above)}<hr><div>${lines}</div><br>${inBody(below)}</body></html>`,
  };
}

/** What stands in the body of a page, or all of it where there is none; found piece by piece, whatever the text is. */
function inBody(html = ''): string {
  const start = html.search(/<body/i);
  const begin = start === -1 ? 0 : html.indexOf('>', start) + 1;
  if (begin === 0) return html;
  const length = html.slice(begin).search(/<\/body>/i);
  return length === -1 ? html : html.slice(begin, begin + length);
}

function headingOf(original: FoundItem): readonly (readonly [string, string])[] {
  const { Name = '', EmailAddress = '' } = addressIn(propertyOf(original, 'From')) ?? {};
  const sent = DateTime.fromISO(String(propertyOf(original, 'DateTimeSent')), { zone: 'utc', locale: 'en-US' });
  return [
    ['From', `${Name} <${EmailAddress}>`],
    ['Sent', sent.toFormat('cccc, LLLL d, yyyy h:mm a')],
    ['To', String(propertyOf(original, 'DisplayTo') ?? '')],
    ['Subject', String(propertyOf(original, 'Subject') ?? '')],
  ];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
