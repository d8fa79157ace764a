import type { ElementDeclaration } from '../xsd/model.js';
import { createFolderRequest, createFolderResponse } from './operations/create-folder.js';
import { deleteFolderRequest, deleteFolderResponse } from './operations/delete-folder.js';
import { emptyFolderRequest, emptyFolderResponse } from './operations/empty-folder.js';
import { findFolderRequest, findFolderResponse } from './operations/find-folder.js';
import { findItemRequest, findItemResponse } from './operations/find-item.js';
import { getEventsRequest, getEventsResponse } from './operations/get-events.js';
import { getFolderRequest, getFolderResponse } from './operations/get-folder.js';
import { getStreamingEventsRequest, getStreamingEventsResponse } from './operations/get-streaming-events.js';
import { moveFolderRequest, moveFolderResponse } from './operations/move-folder.js';
import { subscribeRequest, subscribeResponse } from './operations/subscribe.js';
import { syncFolderHierarchyRequest, syncFolderHierarchyResponse } from './operations/sync-folder-hierarchy.js';
import { syncFolderItemsRequest, syncFolderItemsResponse } from './operations/sync-folder-items.js';
import { unsubscribeRequest, unsubscribeResponse } from './operations/unsubscribe.js';
import { updateFolderRequest, updateFolderResponse } from './operations/update-folder.js';

/** What is asked and what is answered, operation by operation. */
export const operationElements: readonly (readonly [request: ElementDeclaration, response: ElementDeclaration])[] = [
  [createFolderRequest, createFolderResponse],
  [deleteFolderRequest, deleteFolderResponse],
  [emptyFolderRequest, emptyFolderResponse],
  [findFolderRequest, findFolderResponse],
  [findItemRequest, findItemResponse],
  [getEventsRequest, getEventsResponse],
  [getFolderRequest, getFolderResponse],
  [getStreamingEventsRequest, getStreamingEventsResponse],
  [moveFolderRequest, moveFolderResponse],
  [subscribeRequest, subscribeResponse],
  [syncFolderHierarchyRequest, syncFolderHierarchyResponse],
  [syncFolderItemsRequest, syncFolderItemsResponse],
  [unsubscribeRequest, unsubscribeResponse],
  [updateFolderRequest, updateFolderResponse],
];
