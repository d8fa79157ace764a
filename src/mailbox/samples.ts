import { DateTime } from 'luxon';
import type { Recipient } from '../directory/recipient.js';
import type { Mailbox } from './mailbox.js';
import type { Recurrence } from './recurrence.js';
import { utcText, zoneOf } from './time-zone.js';

/** The zone that the sample appointments keep: that of the lab's organisation. */
const sampleZone = 'W. Europe Standard Time';

/** An appointment of the week in which the mailbox is born. */
interface SampleAppointment {
  readonly subject: string;
  readonly location?: string;
  /** Days after Monday. */
  readonly day: number;
  /** `10:00` */
  readonly start: string;
  readonly minutes: number;
  readonly status: 'Free' | 'Tentative' | 'Busy' | 'OOF' | 'WorkingElsewhere';
  readonly isPrivate?: true;
  readonly isAllDay?: true;
  /** Weekdays on which it comes again, without an end. */
  readonly weekly?: readonly string[];
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const ownDays = 4;
const minutesOfDay = 24 * 60;

/** All kinds of busy, at times that tell in free/busy. */
const appointments: readonly SampleAppointment[] = [
  ...([
    { subject: 'Stand-up', location: 'Teams', day: 0, start: '09:00', minutes: 30, status: 'Busy', weekly: weekdays },
    {
      subject: 'Team meeting',
      location: 'Room 1',
      day: 0,
      start: '10:00',
      minutes: 60,
      status: 'Busy',
      weekly: ['Monday'],
    },
    { subject: 'Migration wave 2', day: 1, start: '13:00', minutes: 90, status: 'Tentative' },
    { subject: 'Customer visit', location: 'Hamburg', day: 2, start: '11:00', minutes: 180, status: 'OOF' },
    { subject: 'Dentist', day: 3, start: '15:00', minutes: 60, status: 'Busy', isPrivate: true },
    {
      subject: 'Home office',
      day: 4,
      start: '00:00',
      minutes: minutesOfDay,
      status: 'WorkingElsewhere',
      isAllDay: true,
    },
  ] as const),
];

interface SampleMessage {
  readonly subject: string;
  readonly body: string;
  readonly from: { readonly Name: string; readonly EmailAddress: string };
  /** Hours before the mailbox was born. */
  readonly age: number;
  readonly isRead: boolean;
}

const messages: readonly SampleMessage[] = [
  {
    subject: 'Certificate of the hybrid',
    body: 'The auth certificate expires next year. Please plan its renewal.',
    from: { Name: 'Service Desk', EmailAddress: 'servicedesk@contoso.onmicrosoft.com' },
    age: 50,
    isRead: true,
  },
  {
    subject: 'Free/busy test',
    body: 'Can you see my calendar? I see yours.',
    from: { Name: 'User1 (Contoso)', EmailAddress: 'user1@contoso.onmicrosoft.com' },
    age: 26,
    isRead: true,
  },
  {
    subject: 'Wave 2',
    body: 'These mailboxes move on Tuesday.',
    from: { Name: 'Service Desk', EmailAddress: 'servicedesk@contoso.onmicrosoft.com' },
    age: 3,
    isRead: false,
  },
];

/** What a mailbox holds when it is born, beside its folders: made up, so that clients find something. */
export function fillWithSamples(mailbox: Mailbox, owner: Recipient, now: number): void {
  for (const appointment of appointments) addAppointment(mailbox, asOf(owner, appointment), now);
  for (const message of messages) addMessage(mailbox, message, owner, now);
  addContact(mailbox);
}

/** Everybody is in the same meetings every week; the rest of the week, from Tuesday on, is each one's own. */
function asOf({ guid }: Recipient, sample: SampleAppointment): SampleAppointment {
  if (sample.weekly) return sample;
  const shift = Number.parseInt(guid.charAt(11), 16) % ownDays;
  return { ...sample, day: 1 + ((sample.day - 1 + shift) % ownDays) };
}

function addAppointment(mailbox: Mailbox, sample: SampleAppointment, now: number): void {
  const { subject, location, status, minutes, isPrivate, isAllDay, weekly } = sample;
  const monday = DateTime.fromMillis(now, { zone: zoneOf(sampleZone) }).startOf('week');
  const [hour = 0, minute = 0] = sample.start.split(':').map(Number);
  const start = monday.plus({ days: sample.day }).set({ hour, minute });
  const recurrence: Recurrence | undefined = weekly && {
    WeeklyRecurrence: { Interval: 1, DaysOfWeek: weekly },
    NoEndRecurrence: { StartDate: start.toFormat('yyyy-MM-dd') },
  };
  mailbox.createItem({
    folder: numberOf(mailbox, 'calendar'),
    kind: 'CalendarItem',
    isRead: true,
    properties: {
      ItemClass: 'IPM.Appointment',
      Subject: subject,
      ...(location === undefined ? {} : { Location: location }),
      Sensitivity: isPrivate ? 'Private' : 'Normal',
      Start: utcText(start.toMillis()),
      End: utcText(start.plus({ minutes }).toMillis()),
      IsAllDayEvent: isAllDay ?? false,
      LegacyFreeBusyStatus: status,
      StartTimeZone: { Id: sampleZone },
      EndTimeZone: { Id: sampleZone },
      ...(recurrence ? { Recurrence: recurrence } : {}),
    },
  });
}

function addMessage(
  mailbox: Mailbox,
  { subject, body, from, age, isRead }: SampleMessage,
  owner: Recipient,
  now: number,
) {
  const sent = utcText(now - age * 60 * 60 * 1000);
  mailbox.createItem({
    folder: numberOf(mailbox, 'inbox'),
    kind: 'Message',
    isRead,
    properties: {
      ItemClass: 'IPM.Note',
      Subject: subject,
      Body: { text: body, BodyType: 'Text' },
      From: { Mailbox: { ...from, RoutingType: 'SMTP' } },
      Sender: { Mailbox: { ...from, RoutingType: 'SMTP' } },
      ToRecipients: {
        Mailbox: [{ Name: owner.displayName, EmailAddress: owner.primarySmtpAddress, RoutingType: 'SMTP' }],
      },
      DateTimeSent: sent,
      DateTimeReceived: sent,
    },
  });
}

function addContact(mailbox: Mailbox): void {
  mailbox.createItem({
    folder: numberOf(mailbox, 'contacts'),
    kind: 'Contact',
    isRead: true,
    properties: {
      ItemClass: 'IPM.Contact',
      Subject: 'User1 Contoso',
      FileAs: 'Contoso, User1',
      DisplayName: 'User1 Contoso',
      GivenName: 'User1',
      Surname: 'Contoso',
      CompanyName: 'Contoso',
      EmailAddresses: { Entry: [{ text: 'user1@contoso.onmicrosoft.com', Key: 'EmailAddress1' }] },
    },
  });
}

function numberOf(mailbox: Mailbox, distinguishedName: string): number {
  const folder = mailbox.folderNamed(distinguishedName);
  if (!folder) throw new Error(`Every mailbox is born with a folder '${distinguishedName}'.`);
  return folder.number;
}
