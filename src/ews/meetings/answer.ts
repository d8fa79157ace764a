import type { Recipient } from '../../directory/recipient.js';
import type { Mailbox } from '../../mailbox/mailbox.js';
import type { StoredItem } from '../../mailbox/stored.js';
import { utcText } from '../../mailbox/time-zone.js';
import { type Place, type Sending, send } from '../delivery.js';
import { errors } from '../errors.js';
import type { FoundItem } from '../found-item.js';
import { itemIdOf, saidOf } from '../item-properties.js';
import { removeItem } from '../item-removal.js';
import { propertyOf } from '../item-view.js';
import { listOf } from '../recipients.js';
import { putMeetingOf } from './invitation.js';
import {
  attendeesOf,
  changeMeeting,
  isAttendee,
  mapAttendees,
  meetingIn,
  messagesAbout,
  occurrenceAt,
  organizerOf,
  recurrenceIdOf,
  timeAndPlace,
  uidOf,
} from './meeting.js';

type Properties = StoredItem['properties'];
type AnswerKind = keyof typeof answers;

/** The three answers to a meeting request. */
const answers = {
  AcceptItem: { type: 'Accept', prefix: 'Accepted', itemClass: 'IPM.Schedule.Meeting.Resp.Pos' },
  TentativelyAcceptItem: { type: 'Tentative', prefix: 'Tentative', itemClass: 'IPM.Schedule.Meeting.Resp.Tent' },
  DeclineItem: { type: 'Decline', prefix: 'Declined', itemClass: 'IPM.Schedule.Meeting.Resp.Neg' },
} as const;

/** What the attendee says with his answer. */
export interface AnswerValue {
  readonly Body?: unknown;
  readonly ProposedStart?: string | undefined;
  readonly ProposedEnd?: string | undefined;
}

interface AnswerOptions extends Sending {
  /** Whether the organizer is told, and where the copy of it is kept. */
  readonly isSent: boolean;
  readonly copyTo?: Place | undefined;
}

export function isAnswer(kind: string): kind is AnswerKind {
  return kind in answers;
}

/**
 * Answers a request to come to a meeting, or the meeting itself: the calendar says so, the request goes to the deleted items,
 * the organizer is told. Gives what there is of it then: the meeting, the request, the copy of the answer (the public page
 * on CalendarActionResults).
 */
export function answerMeeting(
  kind: AnswerKind,
  value: AnswerValue,
  reference: FoundItem,
  options: AnswerOptions,
): readonly FoundItem[] {
  requireAnswerable(kind, reference);
  const meeting = answered(kind, meetingOf(reference), options);
  const requests = messagesAbout(reference, 'MeetingRequest').map((found) => processed(found, answers[kind].type));
  const response = options.isSent ? respond(kind, value, meeting, options) : undefined;
  const kept = kind === 'DeclineItem' ? removeItem(meeting, 'MoveToDeletedItems') : meeting;
  return [kept, ...requests, response].filter((found) => found !== undefined);
}

function requireAnswerable(kind: AnswerKind, found: FoundItem): void {
  const { item, mailbox } = found;
  const isMeeting = item.kind === 'CalendarItem';
  const isGone = mailbox.folder(item.folder)?.distinguishedName === 'deleteditems';
  if (!(isMeeting && !isGone) && item.kind !== 'MeetingRequest') throw errors.itemInvalidFor[kind]();
  if (isMeeting && item.properties.MyResponseType === undefined) throw errors.organizerFor[kind]();
  if (propertyOf(found, 'IsCancelled') === true) throw errors.meetingCancelledFor[kind]();
  if (item.properties.IsOutOfDate === true) throw errors.meetingRequestOutOfDate();
}

/** The meeting in the attendee's calendar; it comes back when he has deleted it. */
function meetingOf(reference: FoundItem): FoundItem {
  if (reference.item.kind === 'CalendarItem') return reference;
  const known = meetingIn(reference.mailbox, reference.owner, uidOf(reference));
  return (known && occurrenceAt(known, recurrenceIdOf(reference))) ?? putMeetingOf(reference);
}

function answered(kind: AnswerKind, meeting: FoundItem, { call }: AnswerOptions): FoundItem {
  const intended = propertyOf(meeting, 'IntendedFreeBusyStatus') ?? saidOf(meeting).IntendedFreeBusyStatus ?? 'Busy';
  const busy = { AcceptItem: intended, TentativelyAcceptItem: 'Tentative', DeclineItem: 'Free' };
  return changeMeeting(meeting, {
    MyResponseType: answers[kind].type,
    LegacyFreeBusyStatus: busy[kind],
    AppointmentReplyTime: utcText(call.now),
  });
}

/** One that was deleted already is gone for good. */
function processed(found: FoundItem, ResponseType: string): FoundItem | undefined {
  const { mailbox, item } = found;
  const properties = { ...item.properties, ResponseType, MyResponseType: ResponseType };
  return removeItem(
    { ...found, item: mailbox.updateItem({ ...item, properties, isRead: true }) },
    'MoveToDeletedItems',
  );
}

function respond(
  kind: AnswerKind,
  value: AnswerValue,
  meeting: FoundItem,
  options: AnswerOptions,
): FoundItem | undefined {
  const organizer = organizerOf(meeting);
  const { type, prefix, itemClass } = answers[kind];
  const { Body, ProposedStart, ProposedEnd } = value;
  const own = (mailbox: Mailbox, recipient: Recipient) =>
    noteAnswer(mailbox, recipient, meeting, { type, value, options });
  const properties = {
    ...Object.fromEntries(timeAndPlace.map((name) => [name, propertyOf(meeting, name)])),
    ItemClass: itemClass,
    Subject: `${prefix}: ${propertyOf(meeting, 'Subject') ?? ''}`,
    Body,
    ToRecipients: listOf(organizer ? [organizer] : []),
    IsDelegated: false,
    IsOutOfDate: false,
    HasBeenProcessed: true,
    ResponseType: type,
    UID: uidOf(meeting),
    RecurrenceId: recurrenceIdOf(meeting),
    ProposedStart,
    ProposedEnd,
  };
  const { copyTo, owner } = options;
  const copy = send({ kind: 'MeetingResponse', properties }, options, { copyTo, own });
  return copy && copyTo && { mailbox: copyTo.mailbox, owner, item: copy, isOwn: true };
}

interface NotedAnswer {
  readonly type: string;
  readonly value: AnswerValue;
  readonly options: AnswerOptions;
}

/** The organizer's meeting shows what the attendee has answered. */
function noteAnswer(mailbox: Mailbox, organizer: Recipient, meeting: FoundItem, noted: NotedAnswer): Properties {
  const { type, value, options } = noted;
  const known = meetingIn(mailbox, organizer, uidOf(meeting));
  const found = known && occurrenceAt(known, recurrenceIdOf(meeting));
  if (!found) return {};
  const book = options.call.organization.addressBookOf(organizer);
  const { ProposedStart, ProposedEnd } = value;
  const answer = { ResponseType: type, LastResponseTime: utcText(options.call.now), ProposedStart, ProposedEnd };
  const isHim = attendeesOf(saidOf(found)).some((one) => isAttendee(one, options.owner, book));
  const lists = mapAttendees(saidOf(found), (one) =>
    isAttendee(one, options.owner, book) ? { ...one, ...answer } : one,
  );
  return { AssociatedCalendarItemId: itemIdOf(isHim ? changeMeeting(found, lists) : found) };
}
