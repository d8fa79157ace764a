import { getEventsRequest, getEventsResponse } from '../../ews-schema/operations/get-events.js';
import type { ValueOf } from '../../xsd/model.js';
import { messageForEach } from '../messages.js';
import { invalidWatermark, notificationSince, readWatermark, requireSubscription } from '../notifications.js';
import { type EwsCall, operation } from '../operation.js';

type Request = ValueOf<typeof getEventsRequest.type>;

/** GetEvents (MS-OXWSNTIF): what has happened since a watermark. */
export const getEvents = operation({
  request: getEventsRequest,
  response: getEventsResponse,
  answer(request, call) {
    return messageForEach('GetEvents', [request], (one) => events(one, call), {});
  },
});

/** The watermark says what has arrived: it may be the same again, but none before it. */
function events({ SubscriptionId, Watermark }: Request, call: EwsCall) {
  const subscription = requireSubscription(SubscriptionId, call);
  const position = readWatermark(Watermark, subscription.mailbox.guid, subscription.history);
  if (position < subscription.heard) throw invalidWatermark();
  call.organization.subscriptions.keep(subscription, position);
  return { Notification: notificationSince(subscription, position) };
}
