import { foldCase } from '../../protocol/audience.js';
import type { DirectoryEntry } from './address-book.js';

/** What a name may stand for is found by. */
interface Names {
  /** Display name, full name, alias: their beginning counts. */
  readonly names: readonly (string | undefined)[];
  /** Given name and surname: the beginning of each. */
  readonly parts: readonly (string | undefined)[];
  readonly primaryAddress: string | undefined;
  /** `SMTP:user1@msxfaq.de`, `sip:…`: looked through when the name has such a prefix itself. */
  readonly addresses: readonly string[];
}

/**
 * Ambiguous name resolution, as learn.microsoft.com tells it of ResolveNames: names and the primary address by their
 * beginning; with a routing type before it, every address of that type.
 */
export function mayMean(unresolved: string, { names, parts, primaryAddress, addresses }: Names): boolean {
  const wanted = foldCase(unresolved.trim());
  if (wanted === '') return false;
  const beginsSo = (text: string | undefined, beginning = wanted) => foldCase(text ?? '').startsWith(beginning);
  if (/^[a-z][a-z\d]*:/.test(wanted)) return addresses.some((address) => beginsSo(address));
  if ([...names, ...parts, primaryAddress].some((text) => beginsSo(text))) return true;
  const [first, last, ...more] = wanted.split(/\s+/);
  if (first === undefined || last === undefined || more.length > 0) return false;
  const [given, surname] = parts;
  return (beginsSo(given, first) && beginsSo(surname, last)) || (beginsSo(given, last) && beginsSo(surname, first));
}

/** The lab's directory keeps no given names and surnames apart: the words of the display name stand for them. */
export function namesOfEntry({ displayName, name, alias, primarySmtpAddress, emailAddresses }: DirectoryEntry): Names {
  const words = displayName.split(/\s+/);
  return {
    names: [displayName, name, alias],
    parts: [words[0], words.at(-1)],
    primaryAddress: primarySmtpAddress,
    addresses: emailAddresses,
  };
}

/** What a contact says of itself; a private distribution list has a name alone. */
export interface ContactProperties {
  readonly DisplayName?: string;
  readonly FileAs?: string;
  readonly Subject?: string;
  readonly GivenName?: string;
  readonly Surname?: string;
  readonly Nickname?: string;
  readonly OfficeLocation?: string;
  readonly EmailAddresses?: { readonly Entry?: readonly ContactAddress[] };
}

interface ContactAddress {
  readonly text: string;
  readonly Key: string;
  readonly RoutingType?: string;
}

/** The addresses of a contact that say something, the first one first. */
export function addressesOfContact({ EmailAddresses }: ContactProperties): readonly ContactAddress[] {
  return (EmailAddresses?.Entry ?? []).filter(({ text }) => text !== '');
}

export function namesOfContact(contact: ContactProperties): Names {
  const { DisplayName, FileAs, Nickname, OfficeLocation, GivenName, Surname } = contact;
  const all = addressesOfContact(contact);
  return {
    names: [DisplayName, FileAs, Nickname, OfficeLocation],
    parts: [GivenName, Surname],
    primaryAddress: all[0]?.text,
    addresses: all.map(({ text, RoutingType = 'SMTP' }) => `${RoutingType}:${text}`),
  };
}
