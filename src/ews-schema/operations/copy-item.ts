import { element } from '../../xsd/types.js';
import { itemInfo, moveCopyItem } from '../item-messages.js';
import { m } from '../namespaces.js';
import { responseElement } from '../responses.js';

/** CopyItem (MS-OXWSCORE). */
export const copyItemRequest = element('m', 'CopyItem', m.extended('CopyItemType', moveCopyItem, {}));

export const copyItemResponse = responseElement('CopyItem', itemInfo);
