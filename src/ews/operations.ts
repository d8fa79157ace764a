import type { EwsOperation } from './operation.js';
import { copyItem } from './operations/copy-item.js';
import { createAttachment } from './operations/create-attachment.js';
import { deleteAttachment } from './operations/delete-attachment.js';
import { deleteItem } from './operations/delete-item.js';
import { findFolder } from './operations/find-folder.js';
import { findItem } from './operations/find-item.js';
import { getAttachment } from './operations/get-attachment.js';
import { getFolder } from './operations/get-folder.js';
import { getItem } from './operations/get-item.js';
import { getUserAvailability } from './operations/get-user-availability.js';
import { moveItem } from './operations/move-item.js';
import { syncFolderHierarchy } from './operations/sync-folder-hierarchy.js';
import { syncFolderItems } from './operations/sync-folder-items.js';
import { updateItem } from './operations/update-item.js';

/** Every operation the lab has; adding one is a file and a line here. */
export const operations: readonly EwsOperation[] = [
  ...[getFolder, findFolder, syncFolderHierarchy],
  ...[getItem, findItem, updateItem, deleteItem, moveItem, copyItem, syncFolderItems],
  ...[createAttachment, getAttachment, deleteAttachment],
  getUserAvailability,
];
