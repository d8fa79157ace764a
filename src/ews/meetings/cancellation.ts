import type { Recipient } from '../../directory/recipient.js';
import type { Mailbox } from '../../mailbox/mailbox.js';
import type { StoredItem } from '../../mailbox/stored.js';
import { type Place, type Sending, send } from '../delivery.js';
import type { FoundItem } from '../found-item.js';
import { itemIdOf } from '../item-properties.js';
import { propertyOf } from '../item-view.js';
import { listOf } from '../recipients.js';
import {
  type Attendee,
  changeMeeting,
  meetingIn,
  occurrenceAt,
  recurrenceIdOf,
  timeAndPlace,
  uidOf,
} from './meeting.js';

type Properties = StoredItem['properties'];

/** Meeting, received, cancelled (MS-OXOCAL, the flags of PidLidAppointmentStateFlags). */
const cancelled = 7;

interface CancellationOptions {
  readonly attendees: readonly Attendee[];
  /** Instead of the meeting's own text. */
  readonly body?: unknown;
  readonly copyTo?: Place | undefined;
}

/** Tells attendees that they need not come: a message for the inbox, and the meeting in the calendar blocks no time more. */
export function sendCancellations(
  found: FoundItem,
  sending: Sending,
  { attendees, body, copyTo }: CancellationOptions,
): StoredItem | undefined {
  const properties = { ...cancellationOf(found, body), ToRecipients: listOf(attendees.map(({ Mailbox }) => Mailbox)) };
  const own = (mailbox: Mailbox, recipient: Recipient): Properties => {
    const meeting = recipient.guid === sending.owner.guid ? undefined : cancelIn(mailbox, recipient, found);
    return meeting ? { AssociatedCalendarItemId: itemIdOf(meeting) } : {};
  };
  return send({ kind: 'MeetingCancellation', properties }, sending, { copyTo, own });
}

function cancellationOf(found: FoundItem, body: unknown): Properties {
  const values = timeAndPlace.map((name) => [name, propertyOf(found, name)] as const);
  return {
    ItemClass: 'IPM.Schedule.Meeting.Canceled',
    Subject: cancelledSubject(found),
    Body: body ?? propertyOf(found, 'Body'),
    IsDelegated: false,
    IsOutOfDate: false,
    HasBeenProcessed: true,
    ResponseType: 'NoResponseReceived',
    UID: uidOf(found),
    RecurrenceId: recurrenceIdOf(found),
    ...Object.fromEntries(values),
  };
}

function cancelledSubject(found: FoundItem): string {
  return `Canceled: ${propertyOf(found, 'Subject') ?? ''}`;
}

function cancelIn(mailbox: Mailbox, owner: Recipient, found: FoundItem): FoundItem | undefined {
  const known = meetingIn(mailbox, owner, uidOf(found));
  const there = known && occurrenceAt(known, recurrenceIdOf(found));
  if (!there) return undefined;
  const properties = { IsCancelled: true, LegacyFreeBusyStatus: 'Free', AppointmentState: cancelled };
  return changeMeeting(there, { ...properties, Subject: cancelledSubject(found) });
}
