import { subscribeRequest, subscribeResponse } from '../../ews-schema/operations/subscribe.js';
import type { pullSubscriptionRequest } from '../../ews-schema/subscriptions.js';
import type { Mailbox } from '../../mailbox/mailbox.js';
import type { ValueOf } from '../../xsd/model.js';
import { EwsError } from '../errors.js';
import { requireFolder, requireMailbox } from '../folder-access.js';
import { messageForEach } from '../messages.js';
import { readWatermark, writeWatermark } from '../notifications.js';
import { type EwsCall, operation } from '../operation.js';

type Request = ValueOf<typeof subscribeRequest.type>;
type Pull = ValueOf<typeof pullSubscriptionRequest>;

const minuteMs = 60_000;

/** Subscribe (MS-OXWSNTIF): to be asked for with GetEvents. The lab calls nobody back, and keeps no connection open. */
export const subscribe = operation({
  request: subscribeRequest,
  response: subscribeResponse,
  answer(request, call) {
    return messageForEach('Subscribe', [request], (one) => subscription(one, call), {});
  },
});

function subscription({ PullSubscriptionRequest: request }: Request, call: EwsCall) {
  if (!request) {
    throw invalid('[lab] Only pull subscriptions are built: there is no push, and no GetStreamingEvents.');
  }
  const { subscriptions, maxSubscriptions } = call.organization;
  const { mailbox, folders } = wantedFolders(request, call);
  const history = subscriptions.historyOf(mailbox);
  const { Watermark, EventTypes, Timeout } = request;
  const heard = Watermark === undefined ? undefined : readWatermark(Watermark, mailbox.guid, history);
  const types = new Set(EventTypes.EventType);
  const wish = { user: call.user.guid, mailbox, folders, types, timeoutMs: Timeout * minuteMs };
  const added = subscriptions.add(wish, maxSubscriptions, heard);
  if (!added) throw tooMany();
  return { SubscriptionId: added.id, Watermark: writeWatermark(mailbox.guid, history, added.heard) };
}

/** Folders of one mailbox, or all of the caller's own. */
function wantedFolders(
  { FolderIds, SubscribeToAllFolders }: Pull,
  call: EwsCall,
): { readonly mailbox: Mailbox; readonly folders: ReadonlySet<number> | undefined } {
  if (SubscribeToAllFolders === true) {
    if (FolderIds) throw invalid('[lab] A subscription is to all folders, or to those that are named.');
    return { mailbox: requireMailbox(call.user, call), folders: undefined };
  }
  const found = (FolderIds ?? []).map((id) => requireFolder(id, call));
  const [first, ...others] = found;
  if (!first) throw invalid('[lab] A subscription needs folders.');
  if (others.some(({ mailbox }) => mailbox.guid !== first.mailbox.guid)) {
    throw invalid(
      'A subscription can only be established on a single public folder or on folders from a single mailbox.',
    );
  }
  return { mailbox: first.mailbox, folders: new Set(found.map(({ folder }) => folder.number)) };
}

/** Documented for folders of several mailboxes (learn.microsoft.com, "Handling notification-related errors in EWS"). */
const invalid = (text: string) => new EwsError('ErrorInvalidSubscriptionRequest', text);

/** Widely published words. */
const tooMany = () =>
  new EwsError(
    'ErrorExceededSubscriptionCount',
    'You have exceeded the available subscriptions for your account. Remove unnecessary subscriptions and try your request again.',
  );
