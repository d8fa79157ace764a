import { xs } from '../xsd/simple-types.js';
import { choice, choices, optional } from '../xsd/types.js';
import { folderId } from './folder-ids.js';
import { itemId } from './item-ids.js';
import { t } from './namespaces.js';
import { subscriptionId, watermark } from './subscriptions.js';

/** Events (MS-OXWSNTIF). */
const baseNotificationEvent = t.complex('BaseNotificationEventType', { content: [{ Watermark: optional(watermark) }] });

const baseObjectChangedEvent = t.extended('BaseObjectChangedEventType', baseNotificationEvent, {
  content: [{ TimeStamp: xs.dateTime }, choice({ FolderId: folderId, ItemId: itemId }), { ParentFolderId: folderId }],
});

const movedCopiedEvent = t.extended('MovedCopiedEventType', baseObjectChangedEvent, {
  content: [choice({ OldFolderId: folderId, OldItemId: itemId }), { OldParentFolderId: folderId }],
});

const modifiedEvent = t.extended('ModifiedEventType', baseObjectChangedEvent, {
  content: [{ UnreadCount: optional(xs.int) }],
});

/** What happened since a watermark. */
export const notification = t.complex('NotificationType', {
  content: [
    { SubscriptionId: subscriptionId, PreviousWatermark: optional(watermark), MoreEvents: optional(xs.boolean) },
    choices(
      'events',
      {
        CopiedEvent: movedCopiedEvent,
        CreatedEvent: baseObjectChangedEvent,
        DeletedEvent: baseObjectChangedEvent,
        ModifiedEvent: modifiedEvent,
        MovedEvent: movedCopiedEvent,
        NewMailEvent: baseObjectChangedEvent,
        StatusEvent: baseNotificationEvent,
        FreeBusyChangedEvent: baseObjectChangedEvent,
      },
      1,
    ),
  ],
});
