import type { EwsOperation } from './operation.js';
import { createItem } from './operations/create-item.js';
import { deleteItem } from './operations/delete-item.js';
import { findFolder } from './operations/find-folder.js';
import { findItem } from './operations/find-item.js';
import { getFolder } from './operations/get-folder.js';
import { getItem } from './operations/get-item.js';
import { getUserAvailability } from './operations/get-user-availability.js';
import { sendItem } from './operations/send-item.js';
import { syncFolderHierarchy } from './operations/sync-folder-hierarchy.js';
import { syncFolderItems } from './operations/sync-folder-items.js';
import { updateItem } from './operations/update-item.js';

/** Every operation the lab has; adding one is a file and a line here. */
export const operations: readonly EwsOperation[] = [
  ...[getFolder, findFolder, syncFolderHierarchy],
  ...[createItem, sendItem],
  ...[getItem, findItem, updateItem, deleteItem, syncFolderItems],
  getUserAvailability,
];
