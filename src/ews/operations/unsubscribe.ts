import { unsubscribeRequest, unsubscribeResponse } from '../../ews-schema/operations/unsubscribe.js';
import { messageForEach } from '../messages.js';
import { requireSubscription } from '../notifications.js';
import { operation } from '../operation.js';

/** Unsubscribe (MS-OXWSNTIF). */
export const unsubscribe = operation({
  request: unsubscribeRequest,
  response: unsubscribeResponse,
  answer(request, call) {
    const end = ({ SubscriptionId }: typeof request) => {
      call.organization.subscriptions.remove(requireSubscription(SubscriptionId, call));
      return {};
    };
    return messageForEach('Unsubscribe', [request], end, {});
  },
});
