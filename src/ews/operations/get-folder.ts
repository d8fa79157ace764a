import { isMailbox, type Recipient } from '../../directory/recipient.js';
import { namespaces } from '../../protocol/namespaces.js';
import { child, type Xml, type XmlElement, xml } from '../../protocol/xml.js';
import { type EwsFault, schemaViolation } from '../fault.js';
import { type DistinguishedFolder, distinguishedFolders, folderChangeKey, folderId, folderOfId } from '../folders.js';
import type { EwsOperation } from '../operation.js';

/** GetFolder: the call Test-OAuthConnectivity makes (facts/ews-clients §3.1). Public description: MS-OXWSFOLD §3.1.4.6. */
export const getFolder: EwsOperation = {
  requestElement: 'GetFolder',
  steady: true,
  answer(request, user) {
    const shape = child(
      child(request, namespaces.ewsMessages, 'FolderShape'),
      namespaces.ewsTypes,
      'BaseShape',
    )?.text.trim();
    const ids = child(request, namespaces.ewsMessages, 'FolderIds')?.children ?? [];
    if (shape === undefined || ids.length === 0) return incomplete(request);
    const messages = ids.map((id) => responseMessage(id, shape, user));
    return xml`<m:GetFolderResponse xmlns:m="${namespaces.ewsMessages}" xmlns:t="${namespaces.ewsTypes}"><m:ResponseMessages>${messages}</m:ResponseMessages></m:GetFolderResponse>`;
  },
};

function incomplete(request: XmlElement): EwsFault {
  const violation = `The element 'GetFolder' in namespace '${namespaces.ewsMessages}' has incomplete content.`;
  return schemaViolation(violation, request.line, request.column);
}

/** A user without a mailbox here gets an error in an answer of HTTP 200, which admins are told to ignore (facts/oauth-outbound-admin §1.2). */
function responseMessage(id: XmlElement, shape: string, user: Recipient): Xml {
  if (!isMailbox(user))
    return errorMessage('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.');
  const wanted = id.attributes.Id ?? '';
  const found = id.name === 'DistinguishedFolderId' ? distinguishedFolders.get(wanted) : folderOfId(user, wanted);
  if (!found) return errorMessage('ErrorFolderNotFound', 'The specified folder could not be found in the store.');
  return xml`<m:GetFolderResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Folders>${folderElement(found, shape, user)}</m:Folders></m:GetFolderResponseMessage>`;
}

/** The empty payload element is kept (facts/ews-clients §3.2). */
function errorMessage(code: string, text: string): Xml {
  return xml`<m:GetFolderResponseMessage ResponseClass="Error"><m:MessageText>${text}</m:MessageText><m:ResponseCode>${code}</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey><m:Folders/></m:GetFolderResponseMessage>`;
}

/** In schema order; IdOnly means the id and nothing else (facts/ews-clients §1.3 rule 2). */
function folderElement(folder: DistinguishedFolder, shape: string, user: Recipient): Xml {
  const id = xml`<t:FolderId Id="${folderId(user, folder.id)}" ChangeKey="${folderChangeKey}"/>`;
  return wrap(folder, shape === 'IdOnly' ? id : xml`${id}${properties(folder, shape, user)}`);
}

function properties(folder: DistinguishedFolder, shape: string, user: Recipient): Xml {
  const parent =
    shape === 'AllProperties'
      ? xml`<t:ParentFolderId Id="${folderId(user, folder.parent)}" ChangeKey="${folderChangeKey}"/>`
      : undefined;
  const folderClass = folder.folderClass === '' ? undefined : xml`<t:FolderClass>${folder.folderClass}</t:FolderClass>`;
  const counts = [...distinguishedFolders.values()].filter(
    (other) => other.parent === folder.id && other.id !== folder.id,
  );
  const unread =
    folder.element === 'Folder' || folder.element === 'TasksFolder' ? xml`<t:UnreadCount>0</t:UnreadCount>` : undefined;
  return xml`${parent ?? ''}${folderClass ?? ''}<t:DisplayName>${folder.displayName}</t:DisplayName><t:TotalCount>0</t:TotalCount><t:ChildFolderCount>${counts.length}</t:ChildFolderCount>${unread ?? ''}`;
}

function wrap(folder: DistinguishedFolder, content: Xml): Xml {
  switch (folder.element) {
    case 'CalendarFolder':
      return xml`<t:CalendarFolder>${content}</t:CalendarFolder>`;
    case 'ContactsFolder':
      return xml`<t:ContactsFolder>${content}</t:ContactsFolder>`;
    case 'TasksFolder':
      return xml`<t:TasksFolder>${content}</t:TasksFolder>`;
    case 'Folder':
      return xml`<t:Folder>${content}</t:Folder>`;
  }
}
