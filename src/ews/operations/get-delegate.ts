import type { Recipient } from '../../directory/recipient.js';
import { getDelegateRequest, getDelegateResponse } from '../../ews-schema/operations/get-delegate.js';
import type { ValueOf } from '../../xsd/model.js';
import { EwsError, errors } from '../errors.js';
import { inAddressBook, requireMailbox } from '../folder-access.js';
import { attempt } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';
import { delegatesOf, showDelegate } from '../people/delegates.js';

type Request = ValueOf<typeof getDelegateRequest.type>;
type UserId = NonNullable<Request['UserIds']>['UserId'][number];

/**
 * GetDelegate (MS-OXWSDLGM): the delegates of one's own mailbox, all or those that are named. The lab passes no meeting
 * request on to any of them (DeliverMeetingRequests).
 */
export const getDelegate = operation({
  request: getDelegateRequest,
  response: getDelegateResponse,
  answer(request, call) {
    return attempt(() => delegates(request, call), {});
  },
});

function delegates({ Mailbox, UserIds, IncludePermissions }: Request, call: EwsCall) {
  const owner = inAddressBook(Mailbox.EmailAddress ?? '', call);
  if (!owner) throw errors.nonExistentMailbox();
  requireMailbox(owner, call);
  if (owner.guid !== call.user.guid) throw errors.accessDenied();
  const all = delegatesOf(owner, call.organization.addressBookOf(call.user));
  const show = (delegate: Recipient) => ({ DelegateUser: showDelegate(owner, delegate, IncludePermissions) });
  const messages = UserIds
    ? UserIds.UserId.map((id) => attempt(() => show(requireDelegate(id, all)), {}))
    : all.map((delegate) => attempt(() => show(delegate), {}));
  const DeliverMeetingRequests = 'NoForward' as const;
  if (messages.length === 0) return { DeliverMeetingRequests };
  return { ResponseMessages: { DelegateUserResponseMessageType: messages }, DeliverMeetingRequests };
}

/** The code is documented for a user who is none of the delegates; the words are ours. */
function requireDelegate({ SID, PrimarySmtpAddress, DisplayName }: UserId, all: readonly Recipient[]): Recipient {
  const address = PrimarySmtpAddress?.toLowerCase();
  const found = all.find(
    ({ sid, primarySmtpAddress, displayName }) =>
      (SID !== undefined && sid === SID) ||
      primarySmtpAddress.toLowerCase() === address ||
      (SID === undefined && address === undefined && displayName === DisplayName),
  );
  if (!found) throw new EwsError('ErrorDelegateNoUser', '[lab] The user is no delegate of this mailbox.');
  return found;
}
