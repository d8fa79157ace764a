import { foldCase } from '../protocol/audience.js';
import type { Recipient } from './recipient.js';

/** Proxy addresses: `SMTP:` is the primary one, `smtp:` others, `sip:` and whatever else has a prefix. */

/** An address without prefix is an SMTP address, and no primary one. */
export function withPrefix(address: string): string {
  const trimmed = address.trim();
  return /^[A-Za-z][A-Za-z0-9]*:/.test(trimmed) ? trimmed : `smtp:${trimmed}`;
}

/** What stands behind `SMTP:`, all of them: more than one is possible where the attribute was written past Exchange. */
export function primaryAddresses(addresses: readonly string[]): readonly string[] {
  return addresses.filter((address) => address.startsWith('SMTP:')).map((address) => address.slice('SMTP:'.length));
}

/** The list with another primary address; the old one stays as a secondary. */
export function withPrimary(addresses: readonly string[], primary: string): readonly string[] {
  const others = addresses
    .filter((address) => foldCase(address) !== `smtp:${foldCase(primary)}`)
    .map((address) => (address.startsWith('SMTP:') ? `smtp:${address.slice('SMTP:'.length)}` : address));
  return [`SMTP:${primary}`, ...others];
}

/** Who has this proxy address, the owner aside. */
export function holderOf(
  recipients: readonly Recipient[],
  address: string,
  owner?: Pick<Recipient, 'guid'>,
): Recipient | undefined {
  const wanted = foldCase(address);
  return recipients.find(
    ({ guid, emailAddresses }) => guid !== owner?.guid && emailAddresses.some((other) => foldCase(other) === wanted),
  );
}

/** Who logs on with this name, the owner aside. */
export function upnHolderOf(
  recipients: readonly Recipient[],
  userPrincipalName: string,
  owner?: Pick<Recipient, 'guid'>,
): Recipient | undefined {
  const wanted = foldCase(userPrincipalName);
  return recipients.find((other) => other.guid !== owner?.guid && foldCase(other.userPrincipalName) === wanted);
}
