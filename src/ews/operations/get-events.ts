import { getEventsRequest, getEventsResponse } from '../../ews-schema/operations/get-events.js';
import type { Subscription } from '../../mailbox/subscriptions.js';
import type { ValueOf } from '../../xsd/model.js';
import { errors } from '../errors.js';
import { may } from '../folder-access.js';
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
  requireRights(subscription, call);
  const position = readWatermark(Watermark, subscription.mailbox.guid, subscription.history);
  if (position < subscription.heard) throw invalidWatermark();
  call.organization.subscriptions.keep(subscription, position);
  return { Notification: notificationSince(subscription, position) };
}

/** Who may no longer read a folder hears nothing more of it; that he is told so, and this code, is inferred. */
function requireRights({ user, mailbox, folders }: Subscription, call: EwsCall): void {
  if (mailbox.guid === user) return;
  const owner = call.organization.addressBookOf(call.user).find(({ guid }) => guid === mailbox.guid);
  for (const number of folders ?? []) {
    const folder = mailbox.folder(number);
    if (!owner || (folder && !may({ owner, mailbox, folder }, call, 'read'))) throw errors.accessDenied();
  }
}
