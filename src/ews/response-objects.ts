import type { createItemRequest } from '../ews-schema/operations/create-item.js';
import type { ValueOf } from '../xsd/model.js';
import { errors } from './errors.js';
import type { FoundItem } from './found-item.js';
import { requireItem } from './item-access.js';
import { removeItem } from './item-removal.js';
import { propertyOf } from './item-view.js';
import { announceRemoval } from './meetings/announcement.js';
import { type AnswerValue, answerMeeting, isAnswer } from './meetings/answer.js';
import { sendRequests } from './meetings/invitation.js';
import { isOrganizers, meetingIn, messagesAbout, occurrenceAt, recurrenceIdOf, uidOf } from './meetings/meeting.js';
import { createIn, savedItemFolder } from './new-item.js';
import type { EwsCall } from './operation.js';
import { addressesIn, resolved } from './recipients.js';
import { bodyOf, type ReplyKind, type ReplyValue, replyTo, subjectOf } from './replies.js';
import { copyPlace, type Disposition, dispose } from './sent-message.js';

type Request = ValueOf<typeof createItemRequest.type>;

/** What an item is answered with; all name the item. */
type Value = ReplyValue & AnswerValue & { readonly ReferenceItemId?: { readonly Id: string } | undefined };

interface Answering {
  readonly kind: string;
  readonly value: Value;
  readonly reference: FoundItem;
  readonly request: Request;
  readonly call: EwsCall;
}

/** What each does; gives the items that there are of it then. */
const work: Readonly<Record<string, (answering: Answering) => readonly FoundItem[]>> = {
  AcceptItem: answer,
  TentativelyAcceptItem: answer,
  DeclineItem: answer,
  ReplyToItem: reply,
  ReplyAllToItem: reply,
  ForwardItem: forward,
  CancelCalendarItem: cancel,
  RemoveItem: removeCancelled,
  SuppressReadReceipt: suppressReadReceipt,
  PostReplyItem: postReply,
  AcceptSharingInvitation: () => {
    throw errors.sharingMessageInvalid(); // nobody can send one here
  },
};

export function isResponseObject(kind: string): boolean {
  return kind in work;
}

/** Answers an item: a reply, yes or no to a meeting (the response objects of MS-OXWSCDATA). */
export function answerItem(kind: string, value: Value, request: Request, call: EwsCall): readonly FoundItem[] {
  if (!value.ReferenceItemId) throw errors.referenceItemMissing();
  const changes = kind !== 'ReplyToItem' && kind !== 'ReplyAllToItem' && kind !== 'ForwardItem';
  const reference = requireItem({ ItemId: value.ReferenceItemId }, call, changes ? 'write' : 'read');
  return work[kind]?.({ kind, value, reference, request, call }) ?? [];
}

function requireDisposition({ MessageDisposition }: Request): Disposition {
  if (MessageDisposition === undefined) throw errors.messageDispositionRequired();
  return MessageDisposition;
}

function answer({ kind, value, reference, request, call }: Answering): readonly FoundItem[] {
  if (!isAnswer(kind)) return [];
  const disposition = requireDisposition(request);
  const copyTo = copyPlace(disposition, request.SavedItemFolderId, call);
  return answerMeeting(kind, value, reference, {
    owner: reference.owner,
    call,
    isSent: disposition !== 'SaveOnly',
    copyTo,
  });
}

function reply({ kind, value, reference, request, call }: Answering): readonly FoundItem[] {
  const disposition = requireDisposition(request);
  const outgoing = replyTo(kind as ReplyKind, value, reference, call);
  const saved = dispose(outgoing, { disposition, folder: request.SavedItemFolderId }, call);
  return saved ? [saved] : [];
}

/** A meeting is forwarded as a request to come to it (the public page on CreateItem). */
function forward(answering: Answering): readonly FoundItem[] {
  const { value, reference, request, call } = answering;
  const disposition = requireDisposition(request);
  const isMeeting = reference.item.kind === 'MeetingRequest' || propertyOf(reference, 'IsMeeting') === true;
  if (!isMeeting || disposition === 'SaveOnly') return reply(answering);
  const book = call.organization.addressBookOf(call.user);
  const to = [...addressesIn(value.ToRecipients), ...addressesIn(value.CcRecipients)];
  if (to.length === 0) throw errors.noRecipients();
  const attendees = to.map((address) => ({ Mailbox: resolved(address, book) }));
  const said = { ...subjectOf(value, reference, 'FW: '), Body: bodyOf(value, reference) };
  const copyTo = copyPlace(disposition, request.SavedItemFolderId, call);
  sendRequests(reference, { owner: call.user, call }, { attendees, type: 'NewMeetingRequest', said, copyTo });
  return [];
}

function cancel({ value, reference, request, call }: Answering): readonly FoundItem[] {
  if (reference.item.kind !== 'CalendarItem') throw errors.itemInvalidFor.CancelCalendarItem();
  const disposition = requireDisposition(request);
  if (reference.item.properties.MyResponseType !== undefined) throw errors.notOrganizer();
  const sending = { owner: reference.owner, call };
  const mode = { SaveOnly: 'SendToNone', SendOnly: 'SendOnlyToAll', SendAndSaveCopy: 'SendToAllAndSaveCopy' } as const;
  const copy = announceRemoval(reference, mode[disposition], sending, value.NewBodyContent ?? value.Body);
  removeItem(reference, 'MoveToDeletedItems');
  return copy ? [{ ...reference, item: copy, occurrence: undefined }] : []; // exchangelib awaits one item at most
}

/** A meeting that was cancelled leaves the calendar, and the message that said so the inbox. */
function removeCancelled({ reference }: Answering): readonly FoundItem[] {
  const { item, mailbox, owner } = reference;
  const isMeeting = item.kind === 'CalendarItem';
  if (isMeeting && isOrganizers(reference)) throw errors.organizerFor.RemoveItem();
  const isCancelled = isMeeting ? propertyOf(reference, 'IsCancelled') === true : item.kind === 'MeetingCancellation';
  if (!isCancelled) throw errors.itemInvalidFor.RemoveItem();
  const known = isMeeting ? reference : meetingIn(mailbox, owner, uidOf(reference));
  const meeting = known && (isMeeting ? known : occurrenceAt(known, recurrenceIdOf(reference)));
  for (const message of messagesAbout(reference, 'MeetingCancellation')) removeItem(message, 'MoveToDeletedItems');
  if (meeting && propertyOf(meeting, 'IsCancelled') === true) removeItem(meeting, 'MoveToDeletedItems');
  return [];
}

/** A receipt is pending until the message was read, or this says that there will be none. */
function suppressReadReceipt({ reference }: Answering): readonly FoundItem[] {
  const { mailbox, item } = reference;
  const { IsReadReceiptRequested, IsReadReceiptSuppressed } = item.properties;
  if (IsReadReceiptRequested !== true || IsReadReceiptSuppressed || item.isRead) throw errors.readReceiptNotPending();
  mailbox.updateItem({ ...item, properties: { ...item.properties, IsReadReceiptSuppressed: true } });
  return [];
}

function postReply({ value, reference, request, call }: Answering): readonly FoundItem[] {
  if (reference.item.kind !== 'PostItem') throw errors.referenceItemUnfit();
  const { mailbox, item } = reference;
  const folder = mailbox.folder(item.folder);
  const place = request.SavedItemFolderId
    ? savedItemFolder(request.SavedItemFolderId, call)
    : folder && { ...reference, folder };
  if (!place) throw errors.folderNotFound();
  const { attachments: _, properties } = replyTo('PostReplyItem', value, reference, call);
  const { ToRecipients: __, CcRecipients: ___, BccRecipients: ____, ...said } = properties;
  return [createIn(place, { kind: 'PostItem', properties: { ...said, ItemClass: 'IPM.Post' }, isRead: true })];
}
