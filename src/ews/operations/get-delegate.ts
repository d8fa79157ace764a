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
    ? UserIds.UserId.map((id) => attempt(() => show(requireDelegate(id, all, call)), {}))
    : all.map((delegate) => attempt(() => show(delegate), {}));
  const DeliverMeetingRequests = 'NoForward' as const;
  if (messages.length === 0) return { DeliverMeetingRequests };
  return { ResponseMessages: { DelegateUserResponseMessageType: messages }, DeliverMeetingRequests };
}

/** Codes and words are those that Microsoft's own client library documents (ServiceError of the EWS Managed API). */
function requireDelegate(id: UserId, all: readonly Recipient[], { organization, user }: EwsCall): Recipient {
  const delegate = all.find((one) => isMeant(id, one));
  if (delegate) return delegate;
  if (organization.addressBookOf(user).some((one) => isMeant(id, one))) {
    throw new EwsError('ErrorNotDelegate', 'The user is not a delegate for the mailbox.');
  }
  throw new EwsError('ErrorDelegateNoUser', 'The delegate does not map to a user in the Active Directory.');
}

function isMeant({ SID, PrimarySmtpAddress, DisplayName }: UserId, one: Recipient): boolean {
  if (SID !== undefined && one.sid === SID) return true;
  if (PrimarySmtpAddress !== undefined) {
    return one.primarySmtpAddress.toLowerCase() === PrimarySmtpAddress.toLowerCase();
  }
  return SID === undefined && one.displayName === DisplayName;
}
