import { isMailbox } from '../../directory/recipient.js';
import type { mailTips, mailTipTypes } from '../../ews-schema/mail-tips.js';
import type { ValueOf } from '../../xsd/model.js';
import type { EwsCall } from '../operation.js';
import {
  addressBook,
  type DirectoryEntry,
  type EmailAddress,
  entryWithAddress,
  isGroup,
  peopleIn,
} from './address-book.js';
import { currentReply } from './out-of-office.js';

export type MailTips = ValueOf<typeof mailTips>;
type Wanted = ValueOf<typeof mailTipTypes>[number];
type Tip = Partial<MailTips>;

/** The size that messages may have (35 MB, what a new organisation allows), in bytes. */
export const maxMessageSize = 36_700_160;

/** A recipient, and who would send to him. */
interface Sending {
  readonly recipient: EmailAddress;
  readonly entry: DirectoryEntry | undefined;
  readonly isInternalSender: boolean;
  readonly call: EwsCall;
}

/** What a sender is told of a recipient (MS-OXWMT): of what is wanted, what the lab knows. */
export function mailTipsOf(
  recipient: EmailAddress,
  {
    sender,
    wanted,
    call,
  }: { readonly sender: EmailAddress; readonly wanted: readonly Wanted[]; readonly call: EwsCall },
): MailTips {
  const { EmailAddress = '', Name = '', RoutingType = 'SMTP' } = recipient;
  const sending: Sending = {
    recipient,
    entry: entryWithAddress(addressBook(call), EmailAddress),
    isInternalSender: isInternal(sender.EmailAddress ?? '', call),
    call,
  };
  const names = wanted.includes('All') ? (Object.keys(tips) as readonly Wanted[]) : wanted;
  const RecipientAddress = { Name, ...(EmailAddress === '' ? {} : { EmailAddress }), RoutingType };
  return Object.assign({ RecipientAddress, PendingMailTips: [] }, ...names.map((name) => tips[name]?.(sending)));
}

/** Tips by the names that requests have for them. */
const tips: Readonly<Partial<Record<Wanted, (sending: Sending) => Tip>>> = {
  OutOfOfficeMessage: (sending) => ({ OutOfOffice: outOfOffice(sending) }),
  MailboxFullStatus: () => ({ MailboxFull: false }),
  CustomMailTip: () => ({}), // nobody has one in the lab
  TotalMemberCount: (sending) => ({ TotalMemberCount: reached(sending).total }),
  ExternalMemberCount: (sending) => ({ ExternalMemberCount: reached(sending).external }),
  MaxMessageSize: () => ({ MaxMessageSize: maxMessageSize }),
  DeliveryRestriction: () => ({ DeliveryRestricted: false }),
  ModerationStatus: () => ({ IsModerated: false }),
  InvalidRecipient: ({ recipient, entry, call }) => ({
    InvalidRecipient: !entry && isInvalid(recipient.EmailAddress ?? '', call),
  }),
};

function outOfOffice({ entry, isInternalSender, call }: Sending): NonNullable<MailTips['OutOfOffice']> {
  const owner = entry && !isGroup(entry) && isMailbox(entry) ? entry : undefined;
  const mailbox = owner && call.organization.mailboxOf(owner);
  const reply = mailbox && currentReply(mailbox, { now: call.now, isInternal: isInternalSender });
  const { Message = '', ...Duration } = reply ?? {};
  return { ReplyBody: { Message }, ...Duration };
}

/** How many people get the message, and how many of them are not of the organisation. */
function reached({ recipient, entry, call }: Sending): { readonly total: number; readonly external: number } {
  if (!entry) return { total: 1, external: isInternal(recipient.EmailAddress ?? '', call) ? 0 : 1 };
  if (!isGroup(entry)) return { total: 1, external: 0 };
  return { total: peopleIn(entry, addressBook(call)).length, external: 0 };
}

/** Nobody has the address, though the organisation would have to know who does; or it is none. */
function isInvalid(address: string, call: EwsCall): boolean {
  return !/^[^@\s]+@[^@\s]+$/.test(address) || isInternal(address, call);
}

function isInternal(address: string, { organization, user }: EwsCall): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return organization.domainsOf(user).some((own) => own.toLowerCase() === domain);
}
