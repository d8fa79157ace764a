import { enumeration, ranged, words, xs } from '../../xsd/simple-types.js';
import { element, many, optional, some } from '../../xsd/types.js';
import { m, t } from '../namespaces.js';
import { notification } from '../notifications.js';
import { responseElement, responseMessage } from '../responses.js';
import { subscriptionId } from '../subscriptions.js';

const subscriptionIds = t.complex('NonEmptyArrayOfSubscriptionIdsType', {
  content: [{ SubscriptionId: some(subscriptionId) }],
});

/** GetStreamingEvents (MS-OXWSPSNTIF). */
export const getStreamingEventsRequest = element(
  'm',
  'GetStreamingEvents',
  m.complex('GetStreamingEventsType', {
    content: [
      {
        SubscriptionIds: subscriptionIds,
        ConnectionTimeout: ranged('t', 'StreamingSubscriptionConnectionTimeoutType', xs.int, { least: 1, most: 30 }),
      },
    ],
  }),
);

export const getStreamingEventsResponse = responseElement(
  'GetStreamingEvents',
  m.extended('GetStreamingEventsResponseMessageType', responseMessage, {
    content: [
      {
        Notifications: optional(
          t.complex('NonEmptyArrayOfNotificationsType', { content: [{ Notification: many(notification) }] }),
        ),
        ErrorSubscriptionIds: optional(subscriptionIds),
        ConnectionStatus: optional(enumeration('t', 'ConnectionStatusType', words('OK Closed'))),
      },
    ],
  }),
);
