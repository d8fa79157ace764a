import { element, optional } from '../../xsd/types.js';
import { m } from '../namespaces.js';
import { notification } from '../notifications.js';
import { responseElement, responseMessage } from '../responses.js';
import { subscriptionId, watermark } from '../subscriptions.js';

/** GetEvents (MS-OXWSNTIF). */
export const getEventsRequest = element(
  'm',
  'GetEvents',
  m.complex('GetEventsType', { content: [{ SubscriptionId: subscriptionId, Watermark: watermark }] }),
);

export const getEventsResponse = responseElement(
  'GetEvents',
  m.extended('GetEventsResponseMessageType', responseMessage, { content: [{ Notification: optional(notification) }] }),
);
