import { enumeration, words, xs } from '../../xsd/simple-types.js';
import { element, many, optional } from '../../xsd/types.js';
import { contactItem } from '../contacts.js';
import { emailAddress, nonEmptyString } from '../email-address.js';
import { baseFolderIds } from '../folder-ids.js';
import { m, t } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';
import { defaultShapeName } from '../shapes.js';
import { pagingOfAnswer } from '../views.js';

/** ResolveNames (MS-OXWSRSLNM): whom a name may stand for. */

const searchScope = enumeration(
  't',
  'ResolveNamesSearchScopeType',
  words('ActiveDirectory ActiveDirectoryContacts Contacts ContactsActiveDirectory'),
);

export const resolveNamesRequest = element(
  'm',
  'ResolveNames',
  m.complex('ResolveNamesType', {
    attributes: {
      ReturnFullContactData: xs.boolean,
      SearchScope: optional(searchScope),
      ContactDataShape: optional(defaultShapeName),
    },
    content: [{ ParentFolderIds: optional(baseFolderIds), UnresolvedEntry: nonEmptyString }],
  }),
);

const resolution = t.complex('ResolutionType', {
  content: [{ Mailbox: emailAddress, Contact: optional(contactItem) }],
});

const resolutions = t.complex('ArrayOfResolutionType', {
  attributes: pagingOfAnswer,
  content: [{ Resolution: many(resolution) }],
});

export const resolveNamesResponse = responseElement(
  'ResolveNames',
  m.extended('ResolveNamesResponseMessageType', responseMessage, {
    content: [{ ResolutionSet: optional(resolutions) }],
  }),
);
