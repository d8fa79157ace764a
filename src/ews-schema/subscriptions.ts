import { enumeration, nonEmpty, ranged, words, xs } from '../xsd/simple-types.js';
import { optional, some } from '../xsd/types.js';
import { baseFolderIds } from './folder-ids.js';
import { t } from './namespaces.js';

export const subscriptionId = nonEmpty('t', 'SubscriptionIdType');

/** How far a subscriber has come (MS-OXWSNTIF). */
export const watermark = nonEmpty('t', 'WatermarkType');

const eventTypes = t.complex('NonEmptyArrayOfNotificationEventTypesType', {
  content: [
    {
      EventType: some(
        enumeration(
          't',
          'NotificationEventTypeType',
          words('CopiedEvent CreatedEvent DeletedEvent ModifiedEvent MovedEvent NewMailEvent FreeBusyChangedEvent'),
        ),
      ),
    },
  ],
});

/** What a subscriber wants to hear of (MS-OXWSNTIF). */
const baseSubscriptionRequest = t.complex('BaseSubscriptionRequestType', {
  isAbstract: true,
  attributes: { SubscribeToAllFolders: optional(xs.boolean) },
  content: [{ FolderIds: optional(baseFolderIds), EventTypes: eventTypes, Watermark: optional(watermark) }],
});

const mostMinutes = 1440;

export const pullSubscriptionRequest = t.extended('PullSubscriptionRequestType', baseSubscriptionRequest, {
  content: [{ Timeout: ranged('t', 'SubscriptionTimeoutType', xs.int, { least: 1, most: mostMinutes }) }],
});

export const pushSubscriptionRequest = t.extended('PushSubscriptionRequestType', baseSubscriptionRequest, {
  content: [
    {
      StatusFrequency: ranged('t', 'SubscriptionStatusFrequencyType', xs.int, { least: 1, most: mostMinutes }),
      URL: xs.string,
      CallerData: optional(xs.string),
    },
  ],
});

/** MS-OXWSPSNTIF. */
export const streamingSubscriptionRequest = t.complex('StreamingSubscriptionRequestType', {
  attributes: { SubscribeToAllFolders: optional(xs.boolean) },
  content: [{ FolderIds: optional(baseFolderIds), EventTypes: eventTypes }],
});
