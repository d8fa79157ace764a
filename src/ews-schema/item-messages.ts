import { xs } from '../xsd/simple-types.js';
import { optional } from '../xsd/types.js';
import { targetFolderId } from './folder-ids.js';
import { baseItemIds } from './item-ids.js';
import { realItems, shownAttachments } from './items.js';
import { m } from './namespaces.js';
import { responseMessage } from './responses.js';

/** The answer of operations that give items (MS-OXWSCORE). */
export const itemInfo = m.extended('ItemInfoResponseMessageType', responseMessage, { content: [{ Items: realItems }] });

/** The answer of operations that give attachments (MS-OXWSATT). */
export const attachmentInfo = m.extended('AttachmentInfoResponseMessageType', responseMessage, {
  content: [{ Attachments: shownAttachments }],
});

/** What moving and copying ask. */
export const moveCopyItem = m.complex('BaseMoveCopyItemType', {
  content: [{ ToFolderId: targetFolderId, ItemIds: baseItemIds, ReturnNewItemIds: optional(xs.boolean) }],
});
