import { enumeration, words, xs } from '../../xsd/simple-types.js';
import { element, optional } from '../../xsd/types.js';
import { disposal } from '../changes.js';
import { calendarItemCreateOrDelete } from '../dispositions.js';
import { baseItemIds } from '../item-ids.js';
import { m } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';

const affectedTaskOccurrences = enumeration(
  't',
  'AffectedTaskOccurrencesType',
  words('AllOccurrences SpecifiedOccurrenceOnly'),
);

/** DeleteItem (MS-OXWSCORE). */
export const deleteItemRequest = element(
  'm',
  'DeleteItem',
  m.complex('DeleteItemType', {
    attributes: {
      DeleteType: disposal,
      SendMeetingCancellations: optional(calendarItemCreateOrDelete),
      AffectedTaskOccurrences: optional(affectedTaskOccurrences),
      SuppressReadReceipts: optional(xs.boolean),
    },
    content: [{ ItemIds: baseItemIds }],
  }),
);

export const deleteItemResponse = responseElement('DeleteItem', responseMessage);
