import type { EwsOperation } from './operation.js';
import { convertId } from './operations/convert-id.js';
import { deleteItem } from './operations/delete-item.js';
import { expandDL } from './operations/expand-dl.js';
import { findFolder } from './operations/find-folder.js';
import { findItem } from './operations/find-item.js';
import { findPeople } from './operations/find-people.js';
import { getDelegate } from './operations/get-delegate.js';
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
import { getUserOofSettings } from './operations/get-user-oof-settings.js';
import { resolveNames } from './operations/resolve-names.js';
import { setUserOofSettings } from './operations/set-user-oof-settings.js';
import { syncFolderHierarchy } from './operations/sync-folder-hierarchy.js';
import { syncFolderItems } from './operations/sync-folder-items.js';
import { updateItem } from './operations/update-item.js';

/** Every operation the lab has; adding one is a file and a line here. */
export const operations: readonly EwsOperation[] = [
  ...[getFolder, findFolder, syncFolderHierarchy],
  ...[getItem, findItem, updateItem, deleteItem, syncFolderItems],
  getUserAvailability,
  ...[getServerTimeZones, resolveNames, expandDL, convertId],
  ...[getMailTips, getServiceConfiguration, getUserOofSettings, setUserOofSettings],
  ...[findPeople, getPersona, getRoomLists, getRooms, getDelegate, getPasswordExpirationDate],
];
