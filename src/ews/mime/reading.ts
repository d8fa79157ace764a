import { Buffer } from 'node:buffer';
import type { Address, Attachment, Email, Header } from 'postal-mime';
import type { MessageValue } from '../../ews-schema/items.js';
import { utcText } from '../../mailbox/time-zone.js';
import { EwsError } from '../errors.js';

/** Bounds of what is read; what is larger is no message. */
const limits = { maxNestingDepth: 64, maxHeadersSize: 256 * 1024 } as const;

/** So deep messages may be attached to messages and are read; what is deeper stays a file. */
const deepest = 8;

/**
 * What the base64 text of MimeContent says of a message, in the words of the schema; attachments are among it, attached
 * messages as items. Whatever its bytes are, a message comes of it; throws EwsError only for what is no base64, and for
 * what is beyond all bounds.
 */
export async function fromMime(mimeContent: string): Promise<MessageValue> {
  const text = mimeContent.replace(/\s+/g, '');
  if (!/^[A-Za-z\d+/]*={0,2}$/.test(text) || text.length % 4 !== 0) {
    throw new EwsError('ErrorMimeContentInvalidBase64String', 'Invalid base64 string for MIME content.');
  }
  return messageIn(Buffer.from(text, 'base64'), 1);
}

async function messageIn(bytes: Uint8Array, depth: number): Promise<MessageValue> {
  const { default: PostalMime } = await import('postal-mime'); // few labs ever see a message
  const email = await PostalMime.parse(bytes, { ...limits, forceRfc822Attachments: true }).catch(() => {
    throw new EwsError('ErrorMimeContentInvalid', 'Invalid MIME content.');
  });
  const attachments = await Promise.all(email.attachments.map((one) => attachmentFrom(one, depth)));
  return { ...propertiesOf(email), ...(attachments.length === 0 ? {} : { Attachments: attachments }) };
}

function propertiesOf(email: Email): MessageValue {
  const header = (name: string) => email.headers.find(({ key }) => key === name)?.value.trim();
  const from = mailboxesOf(email.from)[0];
  const sender = mailboxesOf(email.sender)[0] ?? from;
  return defined({
    Subject: email.subject,
    Sensitivity: sensitivityOf(header('sensitivity')),
    Body: bodyOf(email),
    Importance: importanceOf(header('importance'), header('x-priority')),
    InReplyTo: email.inReplyTo,
    InternetMessageHeaders: headersOf(email.headers),
    DateTimeSent: momentOf(email.date),
    Sender: sender && { Mailbox: sender },
    ToRecipients: recipientsOf(email.to),
    CcRecipients: recipientsOf(email.cc),
    BccRecipients: recipientsOf(email.bcc),
    IsReadReceiptRequested: header('disposition-notification-to') === undefined ? undefined : true,
    IsDeliveryReceiptRequested: header('return-receipt-to') === undefined ? undefined : true,
    From: from && { Mailbox: from },
    InternetMessageId: email.messageId,
    References: email.references,
    ReplyTo: recipientsOf(email.replyTo),
  });
}

/** HTML where there is some; line breaks are those of the Internet, as Exchange keeps them. */
function bodyOf({ html, text }: Email): MessageValue['Body'] {
  const body = (html ?? text ?? '').replace(/\r?\n$/, ''); // the break before a boundary is no part of it
  return { BodyType: html === undefined ? 'Text' : 'HTML', text: body.replace(/\r?\n/g, '\r\n') };
}

const importances = { high: 'High', normal: 'Normal', low: 'Low' } as const;

/** The header Importance, or X-Priority from 1 (highest) to 5. */
function importanceOf(importance: string | undefined, priority: string | undefined): MessageValue['Importance'] {
  const said = importances[(importance ?? '').toLowerCase() as keyof typeof importances];
  if (said || priority === undefined) return said;
  const degree = Number.parseInt(priority, 10);
  if (Number.isNaN(degree) || degree === 3) return undefined;
  return degree < 3 ? 'High' : 'Low';
}

const sensitivities = {
  personal: 'Personal',
  private: 'Private',
  'company-confidential': 'Confidential', // RFC 4021
} as const;

function sensitivityOf(header: string | undefined): MessageValue['Sensitivity'] {
  return sensitivities[(header ?? '').toLowerCase() as keyof typeof sensitivities];
}

function momentOf(date: string | undefined): string | undefined {
  const moment = date === undefined ? Number.NaN : Date.parse(date);
  return moment >= 0 && moment < endOfTime ? utcText(moment) : undefined;
}

/** Years have four digits. */
const endOfTime = Date.UTC(10_000, 0);

function headersOf(headers: readonly Header[]): MessageValue['InternetMessageHeaders'] {
  if (headers.length === 0) return undefined;
  return {
    InternetMessageHeader: headers.map(({ originalKey, value }) => ({ HeaderName: originalKey, text: value.trim() })),
  };
}

function recipientsOf(addresses: readonly Address[] | undefined): MessageValue['ToRecipients'] {
  const all = (addresses ?? []).flatMap(mailboxesOf);
  return all.length === 0 ? undefined : { Mailbox: all };
}

/** Of a group its members. */
function mailboxesOf(address: Address | undefined) {
  const all = address?.group ?? (address?.address ? [address] : []);
  return all
    .filter((one) => one.address !== '')
    .map((one) => ({ ...(one.name === '' ? {} : { Name: one.name }), EmailAddress: one.address, RoutingType: 'SMTP' }));
}

type AttachmentValue = NonNullable<MessageValue['Attachments']>[number];

async function attachmentFrom(attachment: Attachment, depth: number): Promise<AttachmentValue> {
  const { filename, mimeType, content } = attachment;
  const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
  const common = {
    ...(filename === null ? {} : { Name: filename }),
    ContentType: mimeType,
    ...(attachment.contentId ? { ContentId: attachment.contentId.replace(/^<|>$/g, '') } : {}),
    IsInline: attachment.related === true || attachment.disposition === 'inline',
  };
  if (mimeType !== 'message/rfc822' || depth >= deepest) {
    return { FileAttachment: { ...common, Content: Buffer.from(bytes).toString('base64') } };
  }
  const Message = await messageIn(bytes, depth + 1);
  return { ItemAttachment: { ...common, Name: filename ?? Message.Subject ?? '', IsInline: false, Message } };
}

function defined<Value extends object>(value: Value): { [Name in keyof Value]: Exclude<Value[Name], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
