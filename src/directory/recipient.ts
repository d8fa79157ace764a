import { foldCase } from '../protocol/audience.js';
import type { FolderPermission } from './permissions.js';

/** A user as Active Directory or Entra holds him: enough to be found by a token, or by the name an admin types. */
export interface Recipient {
  readonly guid: string;
  readonly name: string;
  readonly alias: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly primarySmtpAddress: string;
  /** Proxy addresses: `SMTP:` the primary one, `smtp:` others, `sip:`. */
  readonly emailAddresses: readonly string[];
  readonly recipientTypeDetails: 'UserMailbox' | 'RemoteUserMailbox' | 'MailUser';
  /** On-premises: the account's SID. */
  readonly sid?: string | undefined;
  /** On-premises: what the account logs on with; left out, it is the password of every account of a lab. */
  readonly password?: string | undefined;
  /** Cloud: the 16 hex digits that `nameid` carries (facts/oauth-inbound §3.1). */
  readonly puid?: string | undefined;
  /** Where mail for a remote mailbox or a mail user goes, `SMTP:user1@msxfaq.mail.onmicrosoft.com`: its targetAddress. */
  readonly targetAddress?: string | undefined;
  /** Permissions by the name of the folder; left out, those that a folder is born with. */
  readonly folderPermissions?: Readonly<Record<string, readonly FolderPermission[]>> | undefined;
  /** On-premises: left out by a filter of Entra Connect, whose attribute this is. */
  readonly cloudFiltered?: true | undefined;
  /** Name of the authentication policy he has of his own. */
  readonly authenticationPolicy?: string | undefined;
}

/** Only a mailbox that lives here; a remote mailbox or a mail user has its mailbox on the other side. */
export function isMailbox(recipient: Recipient): boolean {
  return recipient.recipientTypeDetails === 'UserMailbox';
}

/**
 * Finds a recipient by what MailboxIdParameter accepts: name, alias, display name, e-mail address, UPN, GUID or
 * domain\user (facts/oauth-outbound-admin §1.1).
 */
export function findRecipient(recipients: readonly Recipient[], identity: string): Recipient | undefined {
  const wanted = foldCase(identity.trim());
  const accountName = /^[^\\]+\\([^\\]+)$/.exec(wanted)?.[1];
  return recipients.find((recipient) => {
    const names = [recipient.guid, recipient.name, recipient.alias, recipient.displayName, recipient.userPrincipalName];
    if (names.some((name) => foldCase(name) === wanted)) return true;
    if (accountName !== undefined && foldCase(recipient.alias) === accountName) return true;
    return recipient.emailAddresses.some((address) => foldCase(address) === `smtp:${wanted}`);
  });
}
