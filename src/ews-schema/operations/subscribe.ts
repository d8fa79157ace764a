import { choice, element, optional } from '../../xsd/types.js';
import { m } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';
import {
  pullSubscriptionRequest,
  pushSubscriptionRequest,
  streamingSubscriptionRequest,
  subscriptionId,
  watermark,
} from '../subscriptions.js';

/** Subscribe (MS-OXWSNTIF, MS-OXWSPSNTIF). */
export const subscribeRequest = element(
  'm',
  'Subscribe',
  m.complex('SubscribeType', {
    content: [
      choice({
        PullSubscriptionRequest: pullSubscriptionRequest,
        PushSubscriptionRequest: pushSubscriptionRequest,
        StreamingSubscriptionRequest: streamingSubscriptionRequest,
      }),
    ],
  }),
);

export const subscribeResponse = responseElement(
  'Subscribe',
  m.extended('SubscribeResponseMessageType', responseMessage, {
    content: [{ SubscriptionId: optional(subscriptionId), Watermark: optional(watermark) }],
  }),
);
