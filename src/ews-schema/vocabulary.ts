import type { ElementDeclaration } from '../xsd/model.js';
import { copyItemRequest, copyItemResponse } from './operations/copy-item.js';
import { createAttachmentRequest, createAttachmentResponse } from './operations/create-attachment.js';
import { createItemRequest, createItemResponse } from './operations/create-item.js';
import { deleteAttachmentRequest, deleteAttachmentResponse } from './operations/delete-attachment.js';
import { deleteItemRequest, deleteItemResponse } from './operations/delete-item.js';
import { getAttachmentRequest, getAttachmentResponse } from './operations/get-attachment.js';
import { getFolderRequest, getFolderResponse } from './operations/get-folder.js';
import { getItemRequest, getItemResponse } from './operations/get-item.js';
import { moveItemRequest, moveItemResponse } from './operations/move-item.js';
import { sendItemRequest, sendItemResponse } from './operations/send-item.js';
import { updateItemRequest, updateItemResponse } from './operations/update-item.js';

/** What is asked and what is answered, operation by operation. */
export const operationElements: readonly (readonly [request: ElementDeclaration, response: ElementDeclaration])[] = [
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
];
