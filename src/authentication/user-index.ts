import { primaryAddresses } from '../directory/addresses.js';
import type { Recipient } from '../directory/recipient.js';
import { foldCase } from '../protocol/audience.js';
import type { UserClaims } from './trust.js';

/** Finds users by the claims of a token; what a lookup costs does not depend on how many users there are. */
export type UserIndex = (claims: UserClaims) => readonly Recipient[];

const indexes = new WeakMap<readonly Recipient[], UserIndex>();

/** The index of a list of users, built when it is first asked for; another list has another. */
export function usersOf(recipients: readonly Recipient[]): UserIndex {
  const known = indexes.get(recipients) ?? indexUsers(recipients);
  indexes.set(recipients, known);
  return known;
}

/** At most so many are asked of the directory (facts/oauth-inbound §1.4, User lookup). */
const maxResults = 3;

/** An OR over UPN, primary SMTP address, `sip:` proxy address, SID, PUID and GUID (facts/oauth-inbound §1.4, User lookup). */
function indexUsers(recipients: readonly Recipient[]): UserIndex {
  const byKey = new Map<string, Recipient[]>();
  for (const recipient of recipients) {
    for (const key of keysOf(recipient)) {
      const users = byKey.get(key);
      if (users) users.push(recipient);
      else byKey.set(key, [recipient]);
    }
  }
  return (claims) => {
    const wanted = [
      key('upn', claims.userPrincipalName),
      key('smtp', claims.smtpAddress),
      key('sip', claims.sipAddress),
      key('sid', claims.sid),
      key('puid', claims.puid),
      key('guid', claims.guid),
    ];
    const found = new Set(wanted.flatMap((candidate) => (candidate === undefined ? [] : (byKey.get(candidate) ?? []))));
    return [...found].slice(0, maxResults);
  };
}

function keysOf(recipient: Recipient): readonly string[] {
  const sip = recipient.emailAddresses
    .filter((address) => address.toLowerCase().startsWith('sip:'))
    .map((address) => key('sip', address.slice('sip:'.length)));
  const keys = [
    key('upn', recipient.userPrincipalName),
    key('smtp', recipient.primarySmtpAddress),
    ...primaryAddresses(recipient.emailAddresses)
      .filter((address) => address !== recipient.primarySmtpAddress)
      .map((address) => key('smtp', address)),
    key('sid', recipient.sid),
    key('puid', recipient.puid),
    key('guid', recipient.guid),
    ...sip,
  ];
  return [...new Set(keys.filter((candidate) => candidate !== undefined))];
}

/** Active Directory finds more (it minds neither accents nor width); who is named by look-alikes is nobody here. */
function key(attribute: string, value: string | undefined): string | undefined {
  return value ? `${attribute}:${foldCase(value)}` : undefined;
}
