import { Buffer } from 'node:buffer';
import type { persona, personaShape } from '../../ews-schema/personas.js';
import { foldCase } from '../../protocol/audience.js';
import type { ValueOf } from '../../xsd/model.js';
import type { FoundItem } from '../found-item.js';
import type { EwsCall } from '../operation.js';
import { addressBook, addressOf, type DirectoryEntry, isGroup } from './address-book.js';
import { mayMean, namesOfContact, namesOfEntry } from './name-matching.js';
import { addressOfContact, contactsIn, ownContactsFolder, propertiesOf } from './own-contacts.js';

export type Persona = ValueOf<typeof persona>;
type Shape = ValueOf<typeof personaShape>;

/** Somebody who can be found, with all that is known of him. */
export interface FoundPersona {
  readonly persona: Persona;
  /** Whether words of a search mean him. */
  isMeant(words: string): boolean;
}

/** People and groups of the directory (MS-OXWSPERS); each entry is a persona of its own. */
export function directoryPersonas(call: EwsCall): readonly FoundPersona[] {
  return addressBook(call).map((entry) => ({
    persona: personaOfEntry(entry),
    isMeant: (words) => mayMean(words, namesOfEntry(entry)),
  }));
}

/** The contacts of one's own mailbox. */
export function contactPersonas(call: EwsCall): readonly FoundPersona[] {
  const folder = ownContactsFolder(call);
  return (folder ? contactsIn(folder) : []).map((found) => ({
    persona: personaOfContact(found),
    isMeant: (words) => mayMean(words, namesOfContact(propertiesOf(found))),
  }));
}

function personaOfEntry(entry: DirectoryEntry): Persona {
  const address = addressOf(entry);
  return {
    PersonaId: { Id: personaId(entry.guid) },
    PersonaType: isGroup(entry) ? 'DistributionList' : 'Person',
    ...namesFrom(entry.displayName),
    EmailAddress: address,
    EmailAddresses: { Address: [address] },
  };
}

function personaOfContact(found: FoundItem): Persona {
  const { GivenName, Surname, FileAs, Nickname } = propertiesOf(found);
  const { ItemId, ...address } = addressOfContact(found);
  return {
    PersonaId: { Id: personaId(found.mailbox.guid, found.item.number) },
    PersonaType: found.item.kind === 'DistributionList' ? 'DistributionList' : 'Person',
    CreationTime: found.item.created,
    ...namesFrom(address.Name ?? ''),
    FileAs,
    GivenName,
    Surname,
    Nickname,
    ...(address.EmailAddress === undefined
      ? {}
      : { EmailAddress: address, EmailAddresses: { Address: [{ ...address, ItemId }] } }),
  };
}

function namesFrom(displayName: string) {
  return { DisplayName: displayName, DisplayNameFirstLast: displayName };
}

/** The id of a persona: a mark, the GUID of the directory object or mailbox, and a contact's number. The lab's own. */
const mark = 'P';
const numberBytes = 6;

function personaId(guid: string, number = 0): string {
  const tail = Buffer.alloc(numberBytes);
  tail.writeUIntBE(number, 0, numberBytes);
  return Buffer.concat([Buffer.from(mark), Buffer.from(guid.replaceAll('-', ''), 'hex'), tail]).toString('base64');
}

/** What each base shape has. */
const shapes: Readonly<Record<Shape['BaseShape'], readonly string[] | 'all'>> = {
  IdOnly: ['PersonaId'],
  PcxPeopleSearch: ['PersonaId'],
  Default: ['PersonaId', 'PersonaType', 'DisplayName', 'EmailAddress', 'EmailAddresses'],
  AllProperties: 'all',
};

/** As much of a persona as the shape asks for. */
export function showPersona(persona: Persona, { BaseShape, AdditionalProperties = [] }: Shape): Persona {
  const base = shapes[BaseShape];
  if (base === 'all') return persona;
  const more = AdditionalProperties.map((path) =>
    'FieldURI' in path ? path.FieldURI.FieldURI.slice(prefix.length) : '',
  );
  const wanted = new Set([...base, ...more]);
  return Object.fromEntries(Object.entries(persona).filter(([name]) => wanted.has(name))) as unknown as Persona;
}

const prefix = 'persona:';

/** The value of a property that a request names, `persona:DisplayName`. */
export function personaProperty(persona: Persona, uri: string): unknown {
  const name = uri.startsWith(prefix) ? uri.slice(prefix.length) : uri;
  return Object.hasOwn(persona, name) ? persona[name as keyof Persona] : undefined;
}

export function hasAddress({ EmailAddresses }: Persona, address: string): boolean {
  return EmailAddresses?.Address?.some((one) => foldCase(one.EmailAddress ?? '') === foldCase(address)) ?? false;
}
