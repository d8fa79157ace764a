import { resolveNamesRequest, resolveNamesResponse } from '../../ews-schema/operations/resolve-names.js';
import type { ValueOf } from '../../xsd/model.js';
import { errors } from '../errors.js';
import { requireFolder } from '../folder-access.js';
import { messageForEach } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';
import { addressBook, addressOf, type DirectoryEntry } from '../people/address-book.js';
import { mayMean, namesOfEntry } from '../people/name-matching.js';
import { addressOfContact, contactsMeant, ownContactsFolder } from '../people/own-contacts.js';

type Request = ValueOf<typeof resolveNamesRequest.type>;
type Response = ValueOf<typeof resolveNamesResponse.type>;
type ResolutionSet = NonNullable<Response['ResponseMessages'][number]['ResolveNamesResponseMessage']>['ResolutionSet'];
type Resolution = NonNullable<NonNullable<ResolutionSet>['Resolution']>[number];
type Contact = NonNullable<Resolution['Contact']>;

/** The most that an answer names, the first ones found (learn.microsoft.com, ResolveNames operation). */
const mostResolutions = 100;

/** ResolveNames (MS-OXWSRSLNM): several results are a warning, none is an error. */
export const resolveNames = operation({
  request: resolveNamesRequest,
  response: resolveNamesResponse,
  answer(request, call) {
    return messageForEach('ResolveNames', [request], (one) => resolved(one, call), {});
  },
});

function resolved(request: Request, call: EwsCall) {
  const all = searches[request.SearchScope ?? 'ActiveDirectoryContacts'].flatMap((search) => search(request, call));
  if (all.length === 0) throw errors.nameNotResolved();
  const ResolutionSet = {
    TotalItemsInView: Math.min(all.length, mostResolutions),
    IncludesLastItemInRange: all.length <= mostResolutions,
    Resolution: all.slice(0, mostResolutions),
  };
  return all.length === 1 ? { ResolutionSet } : { ...ambiguous, ResolutionSet };
}

/** Widely published: with it come those that the name may stand for. */
const ambiguous = {
  ResponseClass: 'Warning',
  MessageText: 'Multiple results were found.',
  ResponseCode: 'ErrorNameResolutionMultipleResults',
  DescriptiveLinkKey: 0,
} as const;

type Search = (request: Request, call: EwsCall) => readonly Resolution[];

const inDirectory: Search = ({ UnresolvedEntry, ReturnFullContactData, ContactDataShape }, call) => {
  const Shape = ReturnFullContactData ? (ContactDataShape ?? 'Default') : 'IdOnly';
  return addressBook(call)
    .filter((entry) => mayMean(UnresolvedEntry, namesOfEntry(entry)))
    .map((entry) => ({ Mailbox: addressOf(entry), ...contactData[Shape](entry) }));
};

/** In the folder that the request names, or the caller's own; whether full data is wanted makes no difference here. */
const inContacts: Search = ({ UnresolvedEntry, ParentFolderIds }, call) => {
  const own = ownContactsFolder(call);
  const folders = ParentFolderIds?.map((id) => requireFolder(id, call)) ?? (own ? [own] : []);
  return folders
    .flatMap((folder) => contactsMeant(UnresolvedEntry, folder))
    .map((found) => ({ Mailbox: addressOfContact(found) }));
};

/** Where each scope looks, in its order. */
const searches: Readonly<Record<NonNullable<Request['SearchScope']>, readonly Search[]>> = {
  ActiveDirectory: [inDirectory],
  ActiveDirectoryContacts: [inDirectory, inContacts],
  Contacts: [inContacts],
  ContactsActiveDirectory: [inContacts, inDirectory],
};

/** What of a directory entry's data each shape has; an id of an item, which IdOnly stands for, a directory has none. */
const contactData: Readonly<
  Record<NonNullable<Request['ContactDataShape']>, (entry: DirectoryEntry) => { readonly Contact?: Contact }>
> = {
  IdOnly: () => ({}),
  PcxPeopleSearch: () => ({}),
  Default: (entry) => ({ Contact: usual(entry) }),
  AllProperties: (entry) => ({ Contact: { ...usual(entry), HasPicture: false, Alias: entry.alias } }),
};

const addressKeys = ['EmailAddress1', 'EmailAddress2', 'EmailAddress3'] as const;

function usual({ displayName, emailAddresses }: DirectoryEntry): Contact {
  const Entry = emailAddresses
    .slice(0, addressKeys.length)
    .map((text, index) => ({ text, Key: addressKeys[index] ?? 'EmailAddress1' }));
  return { DisplayName: displayName, EmailAddresses: { Entry }, ContactSource: 'ActiveDirectory' };
}
