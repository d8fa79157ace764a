import { enumeration, words, xs } from '../../xsd/simple-types.js';
import { element, optional } from '../../xsd/types.js';
import { nonEmptyString } from '../email-address.js';
import { m, t } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';

/** ConvertId (MS-OXWSCVTID): an id in another of the formats that ids have. */

const idFormat = enumeration('t', 'IdFormatType', words('EwsLegacyId EwsId EntryId HexEntryId StoreId OwaId'));

const alternateIdBase = t.complex('AlternateIdBaseType', { isAbstract: true, attributes: { Format: idFormat } });

export const alternateId = t.extended('AlternateIdType', alternateIdBase, {
  attributes: { Id: xs.string, Mailbox: nonEmptyString, IsArchive: optional(xs.boolean) },
});

export const alternatePublicFolderId = t.extended('AlternatePublicFolderIdType', alternateIdBase, {
  attributes: { FolderId: xs.string },
});

export const alternatePublicFolderItemId = t.extended('AlternatePublicFolderItemIdType', alternatePublicFolderId, {
  attributes: { ItemId: xs.string },
});

const alternateIds = t.list(
  'NonEmptyArrayOfAlternateIdsType',
  {
    AlternateId: alternateId,
    AlternatePublicFolderId: alternatePublicFolderId,
    AlternatePublicFolderItemId: alternatePublicFolderItemId,
  },
  1,
);

export const convertIdRequest = element(
  'm',
  'ConvertId',
  m.complex('ConvertIdType', { attributes: { DestinationFormat: idFormat }, content: [{ SourceIds: alternateIds }] }),
);

/** The id is of one of the three types, and says so (`ofType`). */
export const convertIdResponse = responseElement(
  'ConvertId',
  m.extended('ConvertIdResponseMessageType', responseMessage, {
    content: [{ AlternateId: optional(alternateIdBase) }],
  }),
);
