import type { Recipient } from '../directory/recipient.js';
import type { Mailbox } from '../mailbox/mailbox.js';
import type { StoredFolder, StoredItem } from '../mailbox/stored.js';
import { utcText } from '../mailbox/time-zone.js';
import { conversationOf } from './conversation.js';
import { requireMailbox } from './folder-access.js';
import type { EwsCall } from './operation.js';
import { peopleAt, withAddresses } from './people/recipient-lists.js';
import { type Address, addressesIn, addressOf, listOf } from './recipients.js';

/** What is sent: a message, a request to come to a meeting, an answer to one. */
export type Outgoing = Pick<StoredItem, 'kind' | 'properties' | 'extended' | 'attachments'>;

/** In whose name something is sent; the caller does it. */
export interface Sending {
  readonly owner: Recipient;
  readonly call: EwsCall;
}

/** A folder of a mailbox, where a copy is kept. */
export interface Place {
  readonly mailbox: Mailbox;
  readonly folder: StoredFolder;
}

const recipientLists = ['ToRecipients', 'CcRecipients', 'BccRecipients'] as const;

export function recipientsOf(properties: Outgoing['properties']): readonly Address[] {
  return recipientLists.flatMap((name) => addressesIn(properties[name]));
}

/** With every recipient's address; throws EwsError where a name is nobody's. */
export function withResolvedRecipients<Item extends Outgoing>(item: Item, { call }: Sending): Item {
  const lists = recipientLists.map((name) => {
    return [name, listOf(withAddresses(addressesIn(item.properties[name]), call))] as const;
  });
  return { ...item, properties: { ...item.properties, ...Object.fromEntries(lists) } };
}

/** What one recipient's copy has that the others' have not. */
export type OwnProperties = (mailbox: Mailbox, recipient: Recipient) => Outgoing['properties'];

/**
 * Sends: a copy comes to the inbox of every recipient who has his mailbox in this organisation, and one is kept where it is
 * wanted. To others the lab carries nothing: what they would see is not known here.
 */
export function send(
  outgoing: Outgoing,
  sending: Sending,
  { copyTo, own = () => ({}) }: { readonly copyTo?: Place | undefined; readonly own?: OwnProperties } = {},
): StoredItem | undefined {
  const sent = stamped(outgoing, sending);
  for (const [recipient, mailbox] of mailboxesOf(sent, sending)) arrive(sent, recipient, mailbox, own);
  return copyTo?.mailbox.createItem({ ...sent, folder: copyTo.folder.number, isRead: true });
}

/** Each once, however often he is named. */
function mailboxesOf({ properties }: Outgoing, { call }: Sending): ReadonlyMap<Recipient, Mailbox> {
  const mailboxes = new Map<Recipient, Mailbox>();
  for (const recipient of recipientsOf(properties).flatMap((address) => peopleAt(address, call))) {
    const mailbox = call.organization.mailboxOf(recipient);
    if (mailbox) mailboxes.set(recipient, mailbox);
  }
  return mailboxes;
}

function arrive(sent: Outgoing, recipient: Recipient, mailbox: Mailbox, own: OwnProperties): void {
  const folder = mailbox.folderNamed('inbox');
  if (!folder) return;
  const { BccRecipients: _, InternetMessageHeaders, ...seen } = sent.properties as Said;
  const received = {
    ReceivedBy: { Mailbox: addressOf(recipient) },
    ReceivedRepresenting: { Mailbox: addressOf(recipient) },
  };
  const properties = { ...seen, ...withoutBcc(InternetMessageHeaders), ...received, ...own(mailbox, recipient) };
  mailbox.createItem({ ...sent, properties, folder: folder.number, isRead: false });
}

/** The headers that a message came with as MIME: nobody is to see there who else got it. */
function withoutBcc(headers: Said['InternetMessageHeaders']): Said {
  const InternetMessageHeader = (headers?.InternetMessageHeader ?? []).filter(
    ({ HeaderName }) => !/^(?:resent-)?bcc$/i.test(HeaderName),
  );
  return InternetMessageHeader.length === 0 ? {} : { InternetMessageHeaders: { InternetMessageHeader } };
}

type Said = Outgoing['properties'] & {
  readonly ConversationIndex?: string;
  readonly InternetMessageId?: string;
  readonly InternetMessageHeaders?: { readonly InternetMessageHeader: readonly { readonly HeaderName: string }[] };
};

/** With who sent it and when, and with the ids that every copy has. */
function stamped({ kind, properties, extended, attachments }: Outgoing, { owner, call }: Sending): Outgoing {
  const mailbox = requireMailbox(owner, call);
  const moment = utcText(call.now);
  const domain = owner.primarySmtpAddress.replace(/^.*@/, '');
  const id = `<${mailbox.guid}.${numberFromOutbox(mailbox, kind)}@${domain}>`;
  const { IsDraft: _, ConversationIndex: answered, InternetMessageId = id, ...said } = properties as Said;
  return {
    kind,
    extended: extended?.filter(({ uri }) => !/^0x0*e07$/i.test(String(uri.PropertyTag))),
    attachments,
    properties: {
      ConversationTopic: properties.Subject,
      ...said,
      From: { Mailbox: addressOf(owner) },
      Sender: { Mailbox: addressOf(call.user) },
      DateTimeSent: moment,
      DateTimeReceived: moment,
      InternetMessageId,
      ...conversationOf(InternetMessageId, call.now, answered),
    },
  };
}

/** What is sent goes through the outbox: the number it has there is nobody else's. */
function numberFromOutbox(mailbox: Mailbox, kind: string): number {
  const outbox = mailbox.folderNamed('outbox');
  return mailbox.passThrough({ folder: outbox?.number ?? 0, kind, properties: {}, isRead: true });
}
