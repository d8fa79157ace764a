import { Buffer } from 'node:buffer';
import type { MailComposerAttachment, MailComposerOptions } from 'nodemailer/lib/mail-composer';
import type { MessageValue } from '../../ews-schema/items.js';

/** What a message says of itself where its properties do not: so the same message is always the same bytes. */
export interface MimeIdentity {
  /** `<…@…>` */
  readonly messageId: string;
  /** ISO 8601. */
  readonly date: string;
  /** What its boundaries begin with; nothing in the message may. */
  readonly boundary: string;
}

/** A message of the Internet (RFC 5322, MIME) from the properties of an item, in the words of the schema. */
export async function toMime(message: MessageValue, identity: MimeIdentity): Promise<Buffer> {
  const attachments = await Promise.all((message.Attachments ?? []).map((one, at) => attachment(one, at, identity)));
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer'); // few labs ever write a message
  const composer = new MailComposer({
    ...headersOf(message, identity),
    ...contentOf(message),
    attachments: attachments.flat(),
    encoding: 'quoted-printable',
    newline: 'win',
    baseBoundary: identity.boundary,
    boundaryPrefix: '=_', // what no encoded text has in it
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const node = composer.compile();
  node.keepBcc = true; // a copy of what was sent, not what is sent
  return node.build();
}

function headersOf(message: MessageValue, { messageId, date }: MimeIdentity): MailComposerOptions {
  const from = addressOf(message.From ?? message.Sender);
  const sender = addressOf(message.Sender);
  return {
    subject: message.Subject ?? '',
    messageId: message.InternetMessageId ?? messageId,
    date: new Date(message.DateTimeSent ?? date),
    headers: { ...ownHeaders(message), ...flagsOf(message) },
    ...(from ? { from } : {}),
    ...(sender && sender.address !== from?.address ? { sender } : {}),
    to: addressesOf(message.ToRecipients),
    cc: addressesOf(message.CcRecipients),
    bcc: addressesOf(message.BccRecipients),
    replyTo: addressesOf(message.ReplyTo),
    ...(message.InReplyTo === undefined ? {} : { inReplyTo: message.InReplyTo }),
    ...(message.References === undefined ? {} : { references: message.References }),
  };
}

type Recipient = NonNullable<NonNullable<MessageValue['ToRecipients']>['Mailbox']>[number];

function addressOf(one: MessageValue['From']) {
  const { Name, EmailAddress } = one?.Mailbox ?? {};
  return EmailAddress === undefined ? undefined : { name: Name ?? '', address: EmailAddress };
}

function addressesOf(recipients: { readonly Mailbox?: readonly Recipient[] | undefined } | undefined) {
  return (recipients?.Mailbox ?? []).flatMap((Mailbox) => addressOf({ Mailbox }) ?? []);
}

/** Headers by which mail programs know how much a message matters, and what its sender wants back (RFC 4021). */
function flagsOf(message: MessageValue): Readonly<Record<string, string>> {
  const { Importance, Sensitivity, IsReadReceiptRequested, IsDeliveryReceiptRequested } = message;
  const reader = addressOf(message.From ?? message.Sender)?.address;
  return {
    ...(Importance === undefined || Importance === 'Normal'
      ? {}
      : { Importance: Importance.toLowerCase(), 'X-Priority': Importance === 'High' ? '1' : '5' }),
    ...(Sensitivity === undefined || Sensitivity === 'Normal'
      ? {}
      : { Sensitivity: Sensitivity === 'Confidential' ? 'Company-Confidential' : Sensitivity }),
    ...(IsReadReceiptRequested && reader ? { 'Disposition-Notification-To': reader } : {}),
    ...(IsDeliveryReceiptRequested && reader ? { 'Return-Receipt-To': reader } : {}),
  };
}

/** Those that a property stands for, or that the message gets as it is written. */
const writtenOtherwise =
  /^(?:content-.*|mime-version|from|sender|to|cc|bcc|reply-to|subject|date|message-id|in-reply-to|references|importance|x-priority|sensitivity|disposition-notification-to|return-receipt-to)$/i;

/** Other headers that the message came with, each name once. */
function ownHeaders({ InternetMessageHeaders }: MessageValue): Readonly<Record<string, string[]>> {
  const headers: Record<string, string[]> = {};
  for (const { HeaderName, text } of InternetMessageHeaders?.InternetMessageHeader ?? []) {
    if (writtenOtherwise.test(HeaderName) || !/^[\x21-\x39\x3b-\x7e]+$/.test(HeaderName)) continue;
    headers[HeaderName] = [...(headers[HeaderName] ?? []), text];
  }
  return headers;
}

function contentOf({ Body }: MessageValue): MailComposerOptions {
  const { text = '', BodyType = 'Text' } = Body ?? {};
  const content = Buffer.from(text);
  return BodyType === 'HTML' ? { html: { content } } : { text: { content } };
}

type AttachmentValue = NonNullable<MessageValue['Attachments']>[number];

/** Readers take text that stands inline for the body's. */
const isText = /^text\//i;

/** What lies elsewhere is not in the message; neither are attached items that are no messages. */
async function attachment(one: AttachmentValue, at: number, identity: MimeIdentity): Promise<MailComposerAttachment[]> {
  if ('FileAttachment' in one) {
    const { Name, ContentType, ContentId, IsInline, Content = '' } = one.FileAttachment;
    return [
      {
        filename: Name ?? false,
        contentType: ContentType ?? 'application/octet-stream',
        contentDisposition: IsInline && !isText.test(ContentType ?? '') ? 'inline' : 'attachment',
        content: Buffer.from(Content, 'base64'),
        ...(ContentId === undefined ? {} : { cid: ContentId }),
      },
    ];
  }
  const inner = 'ItemAttachment' in one ? one.ItemAttachment : undefined;
  if (!inner?.Message) return [];
  const content = await toMime(inner.Message, {
    messageId: identity.messageId.replace(/^</, `<${at + 1}.`),
    date: identity.date,
    boundary: `${identity.boundary}_${at + 1}`,
  });
  return [{ filename: inner.Name ?? false, contentType: 'message/rfc822', contentDisposition: 'attachment', content }];
}
