import type { EwsOperation } from './operation.js';
import { convertId } from './operations/convert-id.js';
import { copyFolder } from './operations/copy-folder.js';
import { copyItem } from './operations/copy-item.js';
import { createAttachment } from './operations/create-attachment.js';
import { createFolder } from './operations/create-folder.js';
import { createItem } from './operations/create-item.js';
import { deleteAttachment } from './operations/delete-attachment.js';
import { deleteFolder } from './operations/delete-folder.js';
import { deleteItem } from './operations/delete-item.js';
import { emptyFolder } from './operations/empty-folder.js';
import { expandDL } from './operations/expand-dl.js';
import { findFolder } from './operations/find-folder.js';
import { findItem } from './operations/find-item.js';
import { findPeople } from './operations/find-people.js';
import { getAttachment } from './operations/get-attachment.js';
import { getDelegate } from './operations/get-delegate.js';
import { getEvents } from './operations/get-events.js';
import { getFolder } from './operations/get-folder.js';
import { getItem } from './operations/get-item.js';
import { getMailTips } from './operations/get-mail-tips.js';
import { getPasswordExpirationDate } from './operations/get-password-expiration-date.js';
import { getPersona } from './operations/get-persona.js';
import { getRoomLists } from './operations/get-room-lists.js';
import { getRooms } from './operations/get-rooms.js';
import { getServerTimeZones } from './operations/get-server-time-zones.js';
import { getServiceConfiguration } from './operations/get-service-configuration.js';
import { getUserAvailability } from './operations/get-user-availability.js';
import { getUserConfiguration } from './operations/get-user-configuration.js';
import { getUserOofSettings } from './operations/get-user-oof-settings.js';
import { moveFolder } from './operations/move-folder.js';
import { moveItem } from './operations/move-item.js';
import { resolveNames } from './operations/resolve-names.js';
import { sendItem } from './operations/send-item.js';
import { setUserOofSettings } from './operations/set-user-oof-settings.js';
import { subscribe } from './operations/subscribe.js';
import { syncFolderHierarchy } from './operations/sync-folder-hierarchy.js';
import { syncFolderItems } from './operations/sync-folder-items.js';
import { unsubscribe } from './operations/unsubscribe.js';
import { updateFolder } from './operations/update-folder.js';
import { updateItem } from './operations/update-item.js';

/** Every operation the lab has; adding one is a file and a line here. */
export const operations: readonly EwsOperation[] = [
  ...[getFolder, findFolder, syncFolderHierarchy],
  ...[createFolder, updateFolder, moveFolder, copyFolder, deleteFolder, emptyFolder],
  ...[getItem, findItem, createItem, updateItem, sendItem, deleteItem, moveItem, copyItem, syncFolderItems],
  ...[createAttachment, getAttachment, deleteAttachment],
  ...[subscribe, getEvents, unsubscribe],
  ...[getUserAvailability, getUserOofSettings, setUserOofSettings, getMailTips, getServiceConfiguration],
  ...[resolveNames, expandDL, findPeople, getPersona, getRoomLists, getRooms, getDelegate],
  ...[getServerTimeZones, convertId, getPasswordExpirationDate, getUserConfiguration],
];
