import { element } from '../../xsd/types.js';
import { itemInfo, moveCopyItem } from '../item-messages.js';
import { m } from '../namespaces.js';
import { responseElement } from '../responses.js';

/** MoveItem (MS-OXWSCORE). */
export const moveItemRequest = element('m', 'MoveItem', m.extended('MoveItemType', moveCopyItem, {}));

export const moveItemResponse = responseElement('MoveItem', itemInfo);
