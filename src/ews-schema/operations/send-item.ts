import { xs } from '../../xsd/simple-types.js';
import { element, optional } from '../../xsd/types.js';
import { targetFolderId } from '../folder-ids.js';
import { baseItemIds } from '../item-ids.js';
import { m } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';

/** SendItem (MS-OXWSCORE). */
export const sendItemRequest = element(
  'm',
  'SendItem',
  m.complex('SendItemType', {
    attributes: { SaveItemToFolder: xs.boolean },
    content: [{ ItemIds: baseItemIds, SavedItemFolderId: optional(targetFolderId) }],
  }),
);

export const sendItemResponse = responseElement('SendItem', responseMessage);
