import type { Recipient } from '../../directory/recipient.js';
import type { Mailbox } from '../../mailbox/mailbox.js';
import type { StoredItem } from '../../mailbox/stored.js';
import { type Place, type Sending, send } from '../delivery.js';
import type { FoundItem } from '../found-item.js';
import { itemIdOf, saidOf } from '../item-properties.js';
import { propertyOf } from '../item-view.js';
import { listOf } from '../recipients.js';
import {
  type Attendee,
  attendeeLists,
  attendeesIn,
  changeMeeting,
  mapAttendees,
  meetingIn,
  occurrenceAt,
  recurrenceIdOf,
  uidOf,
} from './meeting.js';

type Properties = StoredItem['properties'];

/** New to him; changed so that he has to answer anew; changed in what does not concern his answer (MS-OXWSMTGS). */
export type RequestType = 'NewMeetingRequest' | 'FullUpdate' | 'InformationalUpdate';

/** What everybody's copy of a meeting says. */
const shared = [
  ...['Subject', 'Body', 'Sensitivity', 'Importance', 'Categories', 'ReminderIsSet', 'ReminderMinutesBeforeStart'],
  ...['Start', 'End', 'IsAllDayEvent', 'Location', 'EnhancedLocation', 'IsRecurring', 'CalendarItemType', 'Organizer'],
  ...['Duration', 'AppointmentSequenceNumber', 'Recurrence', 'MeetingTimeZone', 'StartTimeZone', 'EndTimeZone'],
  ...['ConferenceType', 'AllowNewTimeProposal', 'IsOnlineMeeting', 'MeetingWorkspaceUrl', 'NetShowUrl'],
  ...['IsResponseRequested'],
] as const;

/** Of meetings that were received or were cancelled (MS-OXOCAL, the flags of PidLidAppointmentStateFlags). */
const received = 3;

interface Invitation {
  readonly content: Properties;
  readonly status: string;
  readonly type: RequestType;
  readonly found: FoundItem;
}

/** Invites attendees, or tells them what has changed: a request for the inbox, and the meeting in the calendar. */
export function sendRequests(
  found: FoundItem,
  sending: Sending,
  { attendees, type, said, copyTo }: RequestOptions,
): StoredItem | undefined {
  const status = String(saidOf(found).IntendedFreeBusyStatus ?? propertyOf(found, 'LegacyFreeBusyStatus'));
  const invitation = { content: contentOf(found), status, type, found };
  const properties = { ...requestOf(invitation), ...recipientsOf(found, attendees), ...said };
  const own = (mailbox: Mailbox, recipient: Recipient): Properties => {
    if (recipient.guid === sending.owner.guid) return {};
    outdateRequests(mailbox, invitation);
    return { AssociatedCalendarItemId: itemIdOf(putMeeting(mailbox, recipient, invitation)) };
  };
  const { attachments } = found.item;
  return send({ kind: 'MeetingRequest', properties, attachments }, sending, { copyTo, own });
}

interface RequestOptions {
  readonly attendees: readonly Attendee[];
  readonly type: RequestType;
  /** What the request says otherwise than the meeting. */
  readonly said?: Properties;
  readonly copyTo?: Place | undefined;
}

/** Those who must come are told so, those who may get a copy, rooms a blind one (MS-OXOCAL). */
function recipientsOf(found: FoundItem, attendees: readonly Attendee[]): Properties {
  const [required = [], optional = [], resources = []] = attendeeLists.map((name) => {
    const addresses = new Set(attendeesIn(saidOf(found)[name]).map(({ Mailbox }) => Mailbox.EmailAddress));
    return attendees.filter(({ Mailbox }) => addresses.has(Mailbox.EmailAddress)).map(({ Mailbox }) => Mailbox);
  });
  const listed = new Set([...required, ...optional, ...resources]);
  const others = attendees.map(({ Mailbox }) => Mailbox).filter((address) => !listed.has(address));
  return {
    ToRecipients: listOf([...required, ...others]),
    CcRecipients: listOf(optional),
    BccRecipients: listOf(resources),
  };
}

function contentOf(found: FoundItem): Properties {
  const values = shared.map((name) => [name, propertyOf(found, name)] as const);
  const attendees = mapAttendees(saidOf(found), ({ Mailbox }) => ({ Mailbox, ResponseType: 'Unknown' }));
  const RecurrenceId = recurrenceIdOf(found);
  return {
    ...Object.fromEntries(values.filter(([, value]) => value !== undefined)),
    ...attendees,
    UID: uidOf(found),
    ...(RecurrenceId === undefined ? {} : { RecurrenceId }),
    IsMeeting: true,
    IsCancelled: false,
    MeetingRequestWasSent: true,
  };
}

const unanswered = { MyResponseType: 'NoResponseReceived', AppointmentState: received } as const;

function requestOf({ content, status, type }: Invitation): Properties {
  return {
    ...content,
    ...unanswered,
    ItemClass: 'IPM.Schedule.Meeting.Request',
    IsResponseRequested: content.IsResponseRequested ?? true,
    IsDelegated: false,
    IsOutOfDate: false,
    HasBeenProcessed: true,
    ResponseType: 'NoResponseReceived',
    MeetingRequestType: type,
    IntendedFreeBusyStatus: status,
    LegacyFreeBusyStatus: tentative(status),
  };
}

/** Nobody is busy before he has said yes; who will be free anyway is free. */
function tentative(intended: string): string {
  return intended === 'Free' ? 'Free' : 'Tentative';
}

/** The meeting comes to an attendee's calendar, or is changed there; his answer stands unless he has to give it anew. */
function putMeeting(mailbox: Mailbox, owner: Recipient, { content, status, type, found }: Invitation): FoundItem {
  const intended = { IntendedFreeBusyStatus: status };
  const asked = { ...intended, ...unanswered, LegacyFreeBusyStatus: tentative(status) };
  const { exceptions, deletedOccurrences, attachments } = found.item;
  const isWhole = found.occurrence?.index === undefined;
  const more = { attachments, ...(isWhole ? { exceptions, deletedOccurrences } : {}) };
  const known = meetingIn(mailbox, owner, uidOf(found));
  const there = known && occurrenceAt(known, recurrenceIdOf(found));
  if (there) {
    return changeMeeting(there, { ...lasting(content), ...(type === 'InformationalUpdate' ? intended : asked) }, more);
  }
  const folder = mailbox.folderNamed('calendar')?.number ?? 0;
  const properties = { ...lasting(content), ...asked, ItemClass: 'IPM.Appointment' };
  const item = mailbox.createItem({ folder, kind: 'CalendarItem', properties, attachments, isRead: true });
  const whole = isWhole && exceptions ? mailbox.updateItem({ ...item, ...more }) : item;
  return { mailbox, owner, item: whole, isOwn: true };
}

/** The meeting that a request asks for, in the calendar of who was asked. */
export function putMeetingOf(request: FoundItem): FoundItem {
  const status = String(request.item.properties.IntendedFreeBusyStatus ?? 'Busy');
  const invitation = { content: contentOf(request), status, type: 'NewMeetingRequest', found: request } as const;
  return putMeeting(request.mailbox, request.owner, invitation);
}

/** Without what a calendar finds out itself. */
function lasting({ CalendarItemType: _, IsRecurring: __, Duration: ___, ...content }: Properties): Properties {
  return content;
}

/** Earlier requests for the same meeting are out of date when a new one comes. */
function outdateRequests(mailbox: Mailbox, { found, type }: Invitation): void {
  if (type === 'NewMeetingRequest') return;
  const [uid, recurrenceId] = [uidOf(found), recurrenceIdOf(found)];
  const inbox = mailbox.folderNamed('inbox');
  for (const item of inbox ? mailbox.itemsIn(inbox.number) : []) {
    const { UID, RecurrenceId, IsOutOfDate } = item.properties;
    if (item.kind !== 'MeetingRequest' || UID !== uid || RecurrenceId !== recurrenceId || IsOutOfDate) continue;
    const properties = { ...item.properties, IsOutOfDate: true, MeetingRequestType: 'Outdated' };
    mailbox.updateItem({ ...item, properties });
  }
}
