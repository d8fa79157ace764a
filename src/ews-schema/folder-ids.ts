import { enumeration, words, xs } from '../xsd/simple-types.js';
import { choice, optional } from '../xsd/types.js';
import { emailAddress } from './email-address.js';
import { t } from './namespaces.js';

/** Folders every mailbox has, by the names that clients give them (MS-OXWSFOLD). */
export const distinguishedFolderIdName = enumeration(
  't',
  'DistinguishedFolderIdNameType',
  words(
    'calendar contacts deleteditems drafts inbox journal notes outbox sentitems tasks msgfolderroot publicfoldersroot root junkemail searchfolders voicemail recoverableitemsroot recoverableitemsdeletions recoverableitemsversions recoverableitemspurges recoverableitemsdiscoveryholds recoverableitemssubstrateholds archive archiveroot archivemsgfolderroot archivedeleteditems archiveinbox archiverecoverableitemsroot archiverecoverableitemsdeletions archiverecoverableitemsversions archiverecoverableitemspurges archiverecoverableitemsdiscoveryholds syncissues conflicts localfailures serverfailures recipientcache quickcontacts conversationhistory adminauditlogs todosearch mycontacts directory imcontactlist peopleconnect favorites mecontact personmetadata teamspaceactivity teamspacemessaging teamspaceworkitems orionnotes tagitems alltaggeditems allcategorizeditems externalcontacts teamchat teamchathistory yammerdata yammerroot yammerinbound yammeroutbound yammerfeeds kaizaladata messageingestion onedriveroot onedriverecylebin onedrivesystem onedrivevolume important starred archivedrafts allitems allcontacts allpersonmetadata sharedfilesbyme familycalendar companycontacts organizationalcontacts birthdaycalendar groupworkspace scheduled',
  ),
);

export const folderId = t.complex('FolderIdType', { attributes: { Id: xs.string, ChangeKey: optional(xs.string) } });

export const distinguishedFolderId = t.complex('DistinguishedFolderIdType', {
  attributes: { Id: distinguishedFolderIdName, ChangeKey: optional(xs.string) },
  content: [{ Mailbox: optional(emailAddress) }],
});

const addressListId = t.complex('AddressListIdType', { attributes: { Id: xs.string } });

/** A folder by its own id, or by the name that every mailbox knows it by. */
export const baseFolderIds = t.list(
  'NonEmptyArrayOfBaseFolderIdsType',
  { FolderId: folderId, DistinguishedFolderId: distinguishedFolderId },
  1,
);

export const targetFolderId = t.complex('TargetFolderIdType', {
  content: [choice({ FolderId: folderId, DistinguishedFolderId: distinguishedFolderId, AddressListId: addressListId })],
});
