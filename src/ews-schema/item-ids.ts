import { xs } from '../xsd/simple-types.js';
import { optional, some } from '../xsd/types.js';
import { t } from './namespaces.js';

/** An item (MS-OXWSCORE). */
export const itemId = t.complex('ItemIdType', { attributes: { Id: xs.string, ChangeKey: optional(xs.string) } });

export const occurrenceItemId = t.complex('OccurrenceItemIdType', {
  attributes: { RecurringMasterId: xs.string, ChangeKey: optional(xs.string), InstanceIndex: xs.int },
});

export const recurringMasterItemId = t.complex('RecurringMasterItemIdType', {
  attributes: { OccurrenceId: xs.string, ChangeKey: optional(xs.string) },
});

const recurringMasterItemIdRanges = t.extended('RecurringMasterItemIdRangesType', itemId, {
  content: [
    {
      Ranges: optional(
        t.complex('ArrayOfOccurrenceRangesType', {
          content: [
            {
              Range: some(
                t.complex('OccurrencesRangeType', {
                  attributes: {
                    Start: optional(xs.dateTime),
                    End: optional(xs.dateTime),
                    Count: optional(xs.int),
                    CompareOriginalStartTime: optional(xs.boolean),
                  },
                }),
              ),
            },
          ],
        }),
      ),
    },
  ],
});

export const baseItemIds = t.list(
  'NonEmptyArrayOfBaseItemIdsType',
  {
    ItemId: itemId,
    OccurrenceItemId: occurrenceItemId,
    RecurringMasterItemId: recurringMasterItemId,
    RecurringMasterItemIdRanges: recurringMasterItemIdRanges,
  },
  1,
);
