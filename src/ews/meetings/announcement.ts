import type { StoredItem } from '../../mailbox/stored.js';
import type { Place, Sending } from '../delivery.js';
import type { FoundItem } from '../found-item.js';
import { saidOf } from '../item-properties.js';
import { propertyOf } from '../item-view.js';
import { sendCancellations } from './cancellation.js';
import { sendRequests } from './invitation.js';
import { type Attendee, attendeesOf, changeMeeting, isOrganizers, mapAttendees, uidOf } from './meeting.js';

/** To whom something is said of a meeting, and whether a copy of it is kept (MS-OXWSCDATA). */
export type SendMode =
  | 'SendToNone'
  | 'SendOnlyToAll'
  | 'SendToAllAndSaveCopy'
  | 'SendOnlyToChanged'
  | 'SendToChangedAndSaveCopy';

/** Among the sent items of whose meeting it is. */
function copyFor({ mailbox }: FoundItem, mode: SendMode): Place | undefined {
  const folder = mode.endsWith('SaveCopy') ? mailbox.folderNamed('sentitems') : undefined;
  return folder && { mailbox, folder };
}

/** Invites the attendees of a new meeting. */
export function announceNew(found: FoundItem, mode: SendMode, sending: Sending): FoundItem {
  const attendees = attendeesOf(saidOf(found));
  if (mode === 'SendToNone' || attendees.length === 0) return found;
  sendRequests(found, sending, { attendees, type: 'NewMeetingRequest', copyTo: copyFor(found, mode) });
  return changeMeeting(found, { UID: uidOf(found), MeetingRequestWasSent: true });
}

/** Tells those whom a change of a meeting concerns: who was invited before, who is new, who need not come any more. */
export function announceChange(before: FoundItem, after: FoundItem, mode: SendMode, sending: Sending): FoundItem {
  if (mode === 'SendToNone' || !(isOrganizers(before) || isOrganizers(after))) return after;
  const { added, removed, stayed } = differences(before, after);
  const isFull = times.some((name) => saysOtherwise(name, before, after));
  const copyTo = copyFor(after, mode);
  const changed = changeMeeting(after, {
    UID: uidOf(before),
    MeetingRequestWasSent: true,
    ...(isFull ? answersNeeded(after) : {}),
  });
  if (removed.length > 0) sendCancellations(before, sending, { attendees: removed, copyTo });
  if (added.length > 0) sendRequests(changed, sending, { attendees: added, type: 'NewMeetingRequest', copyTo });
  if (stayed.length > 0 && !mode.includes('Changed')) {
    const type = isFull ? 'FullUpdate' : 'InformationalUpdate';
    sendRequests(changed, sending, { attendees: stayed, type, copyTo });
  }
  return changed;
}

/** Cancels a meeting of the mailbox's owner for all who were invited; the copy, where one is kept. */
export function announceRemoval(
  found: FoundItem,
  mode: SendMode,
  sending: Sending,
  body?: unknown,
): StoredItem | undefined {
  const attendees = attendeesOf(saidOf(found));
  if (mode === 'SendToNone' || attendees.length === 0 || !isOrganizers(found)) return undefined;
  return sendCancellations(found, sending, { attendees, body, copyTo: copyFor(found, mode) });
}

/** When these change, everybody has to answer anew. */
const times = ['Start', 'End', 'Recurrence'] as const;

function saysOtherwise(name: string, before: FoundItem, after: FoundItem): boolean {
  const [one, other] = [before, after].map((found) => propertyOf(found, name));
  return JSON.stringify(one) !== JSON.stringify(other);
}

function answersNeeded(after: FoundItem) {
  const sequence = Number(propertyOf(after, 'AppointmentSequenceNumber') ?? 0);
  const attendees = mapAttendees(saidOf(after), ({ Mailbox }) => ({ Mailbox, ResponseType: 'Unknown' }));
  return { ...attendees, AppointmentSequenceNumber: sequence + 1 };
}

function differences(before: FoundItem, after: FoundItem) {
  const wasSent = propertyOf(before, 'MeetingRequestWasSent') === true;
  const earlier = wasSent ? attendeesOf(saidOf(before)) : [];
  const now = attendeesOf(saidOf(after));
  const [known, wanted] = [new Set(earlier.map(nameOf)), new Set(now.map(nameOf))];
  return {
    added: now.filter((one) => !known.has(nameOf(one))),
    removed: earlier.filter((one) => !wanted.has(nameOf(one))),
    stayed: now.filter((one) => known.has(nameOf(one))),
  };
}

function nameOf({ Mailbox }: Attendee): string {
  return (Mailbox.EmailAddress ?? Mailbox.Name ?? '').toLowerCase();
}
