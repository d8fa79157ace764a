import { element } from '../../xsd/model.js';
import { itemInfo, moveCopyItem } from '../item-messages.js';
import { m } from '../namespaces.js';
import { responseElement } from '../responses.js';

/** CopyItem (MS-OXWSCORE). */
export const copyItemRequest = element('m', 'CopyItem', m.extended('CopyItemType', moveCopyItem, {}));

export const copyItemResponse = responseElement('CopyItem', itemInfo);
