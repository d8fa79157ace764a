import { element } from '../../xsd/types.js';
import { baseItemIds } from '../item-ids.js';
import { itemInfo } from '../item-messages.js';
import { m } from '../namespaces.js';
import { responseElement } from '../responses.js';
import { itemShape } from '../shapes.js';

/** GetItem (MS-OXWSCORE). */
export const getItemRequest = element(
  'm',
  'GetItem',
  m.complex('GetItemType', { content: [{ ItemShape: itemShape, ItemIds: baseItemIds }] }),
);

export const getItemResponse = responseElement('GetItem', itemInfo);
