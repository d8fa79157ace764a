import { element, optional } from '../../xsd/types.js';
import { calendarItemCreateOrDelete, messageDisposition } from '../dispositions.js';
import { targetFolderId } from '../folder-ids.js';
import { itemInfo } from '../item-messages.js';
import { allItems } from '../items.js';
import { m } from '../namespaces.js';
import { responseElement } from '../responses.js';

/** CreateItem (MS-OXWSCORE). */
export const createItemRequest = element(
  'm',
  'CreateItem',
  m.complex('CreateItemType', {
    attributes: {
      MessageDisposition: optional(messageDisposition),
      SendMeetingInvitations: optional(calendarItemCreateOrDelete),
    },
    content: [{ SavedItemFolderId: optional(targetFolderId), Items: allItems }],
  }),
);

export const createItemResponse = responseElement('CreateItem', itemInfo);
