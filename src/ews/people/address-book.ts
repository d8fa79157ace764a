import type { DistributionGroup } from '../../directory/distribution-group.js';
import type { Recipient } from '../../directory/recipient.js';
import type { emailAddress } from '../../ews-schema/email-address.js';
import { foldCase } from '../../protocol/audience.js';
import type { ValueOf } from '../../xsd/model.js';
import type { EwsCall } from '../operation.js';

export type EmailAddress = ValueOf<typeof emailAddress>;

/** Who or what has an address in the directory. */
export type DirectoryEntry = Recipient | DistributionGroup;

export function isGroup(entry: DirectoryEntry): entry is DistributionGroup {
  return 'members' in entry;
}

/** Everything in the caller's address book, people first. */
export function addressBook({ organization, user }: EwsCall): readonly DirectoryEntry[] {
  return [...organization.addressBookOf(user), ...organization.groupsOf(user)];
}

/** An entry as answers name it; everything mail-enabled that is no group is a mailbox (MS-OXWSCDATA). */
export function addressOf(entry: DirectoryEntry): EmailAddress {
  return {
    Name: entry.displayName,
    EmailAddress: entry.primarySmtpAddress,
    RoutingType: 'SMTP',
    MailboxType: isGroup(entry) ? 'PublicDL' : 'Mailbox',
  };
}

/** The one entry that has an address, with or without `SMTP:` before it. */
export function entryWithAddress(entries: readonly DirectoryEntry[], address: string): DirectoryEntry | undefined {
  const wanted = foldCase(address.trim());
  const proxy = wanted.startsWith('smtp:') ? wanted : `smtp:${wanted}`;
  return entries.find(({ emailAddresses }) => emailAddresses.some((one) => foldCase(one) === proxy));
}

/** The members of a group that are in the address book; what they are members of in turn is not looked into. */
export function membersOf(group: DistributionGroup, entries: readonly DirectoryEntry[]): readonly DirectoryEntry[] {
  return group.members
    .map((member) => entries.find(({ guid }) => guid === member))
    .filter((entry) => entry !== undefined);
}

/** Whom a group reaches in the end, each once. */
export function peopleIn(group: DistributionGroup, entries: readonly DirectoryEntry[]): readonly Recipient[] {
  const seen = new Set<string>();
  const people: Recipient[] = [];
  const open: DirectoryEntry[] = [group];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    if (seen.has(entry.guid)) continue;
    seen.add(entry.guid);
    if (isGroup(entry)) open.push(...membersOf(entry, entries));
    else people.push(entry);
  }
  return people;
}
