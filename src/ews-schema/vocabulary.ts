import type { ElementDeclaration } from '../xsd/model.js';
import { copyItemRequest, copyItemResponse } from './operations/copy-item.js';
import { createAttachmentRequest, createAttachmentResponse } from './operations/create-attachment.js';
import { createFolderRequest, createFolderResponse } from './operations/create-folder.js';
import { createItemRequest, createItemResponse } from './operations/create-item.js';
import { deleteAttachmentRequest, deleteAttachmentResponse } from './operations/delete-attachment.js';
import { deleteFolderRequest, deleteFolderResponse } from './operations/delete-folder.js';
import { deleteItemRequest, deleteItemResponse } from './operations/delete-item.js';
import { emptyFolderRequest, emptyFolderResponse } from './operations/empty-folder.js';
import { findFolderRequest, findFolderResponse } from './operations/find-folder.js';
import { findItemRequest, findItemResponse } from './operations/find-item.js';
import { getAttachmentRequest, getAttachmentResponse } from './operations/get-attachment.js';
import { getEventsRequest, getEventsResponse } from './operations/get-events.js';
import { getFolderRequest, getFolderResponse } from './operations/get-folder.js';
import { getItemRequest, getItemResponse } from './operations/get-item.js';
import { getStreamingEventsRequest, getStreamingEventsResponse } from './operations/get-streaming-events.js';
import { moveFolderRequest, moveFolderResponse } from './operations/move-folder.js';
import { moveItemRequest, moveItemResponse } from './operations/move-item.js';
import { sendItemRequest, sendItemResponse } from './operations/send-item.js';
import { subscribeRequest, subscribeResponse } from './operations/subscribe.js';
import { syncFolderHierarchyRequest, syncFolderHierarchyResponse } from './operations/sync-folder-hierarchy.js';
import { syncFolderItemsRequest, syncFolderItemsResponse } from './operations/sync-folder-items.js';
import { unsubscribeRequest, unsubscribeResponse } from './operations/unsubscribe.js';
import { updateFolderRequest, updateFolderResponse } from './operations/update-folder.js';
import { updateItemRequest, updateItemResponse } from './operations/update-item.js';

/** What is asked and what is answered, operation by operation. */
export const operationElements: readonly (readonly [request: ElementDeclaration, response: ElementDeclaration])[] = [
  [createFolderRequest, createFolderResponse],
  [deleteFolderRequest, deleteFolderResponse],
  [emptyFolderRequest, emptyFolderResponse],
  [findFolderRequest, findFolderResponse],
  [findItemRequest, findItemResponse],
  [getEventsRequest, getEventsResponse],
  [getFolderRequest, getFolderResponse],
  [getItemRequest, getItemResponse],
  [createItemRequest, createItemResponse],
  [updateItemRequest, updateItemResponse],
  [deleteItemRequest, deleteItemResponse],
  [sendItemRequest, sendItemResponse],
  [moveItemRequest, moveItemResponse],
  [copyItemRequest, copyItemResponse],
  [createAttachmentRequest, createAttachmentResponse],
  [getAttachmentRequest, getAttachmentResponse],
  [deleteAttachmentRequest, deleteAttachmentResponse],
  [getStreamingEventsRequest, getStreamingEventsResponse],
  [moveFolderRequest, moveFolderResponse],
  [subscribeRequest, subscribeResponse],
  [syncFolderHierarchyRequest, syncFolderHierarchyResponse],
  [syncFolderItemsRequest, syncFolderItemsResponse],
  [unsubscribeRequest, unsubscribeResponse],
  [updateFolderRequest, updateFolderResponse],
];
