import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import t from 'tap';
import { contentLines, escapedText, line } from '../src/ews/mime/content-lines.js';
import { timeZoneLines } from '../src/ews/mime/time-zone-lines.js';
import { getItemRequest, getItemResponse } from '../src/ews-schema/operations/get-item.js';
import { writeId } from '../src/mailbox/object-id.js';
import { zoneOf } from '../src/mailbox/time-zone.js';
import { labWith, put } from './acceptance/ews-mailboxes.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// Appointments as iCalendar, contacts as vCard: that is their MIME content.

const ids: Record<string, string> = {};
const labs = new TestLabs('ews-mime-items');
const lab = await labWith(labs, 'lab', {
  user2: (mailbox) => {
    const add = (name: string, folder: string, kind: string, properties: object, more: object = {}) => {
      const { number } = put(mailbox, folder, kind, { Subject: name, ...properties }, more);
      ids[name] = writeId({ kind: 'item', mailbox, number });
    };
    const StartTimeZone = { Id: 'W. Europe Standard Time' };
    add(
      'series',
      'calendar',
      'CalendarItem',
      {
        ...{ StartTimeZone, Start: '2026-11-30T08:00:00Z', End: '2026-11-30T09:00:00Z', Location: 'Room 1; left, up' },
        Recurrence: {
          WeeklyRecurrence: { Interval: 2, DaysOfWeek: ['Monday', 'Friday'] },
          EndDateRecurrence: { StartDate: '2026-11-30', EndDate: '2027-01-15' },
        },
      },
      {
        deletedOccurrences: ['2026-12-04T08:00:00Z'],
        exceptions: [
          {
            ...{ originalStart: '2026-12-14T08:00:00Z', start: '2026-12-14T10:00:00Z', end: '2026-12-14T11:00:00Z' },
            properties: { Subject: 'Later' },
          },
        ],
      },
    );
    const Attendee = [{ Mailbox: { Name: 'Doe,John "J"', EmailAddress: 'john@lab.test' } }];
    add('meeting', 'calendar', 'CalendarItem', {
      ...{
        Start: '2026-11-30T08:00:00Z',
        End: '2026-11-30T09:00:00Z',
        LegacyFreeBusyStatus: 'OOF',
        Sensitivity: 'Private',
      },
      Body: { BodyType: 'HTML', text: '<p>One<br>two</p>' },
      RequiredAttendees: { Attendee },
    });
    add('contact', 'contacts', 'Contact', {
      ...{ DisplayName: 'Anna; B', GivenName: 'Anna', Surname: 'Bär', CompanyName: 'Contoso', JobTitle: 'Admin' },
      EmailAddresses: { Entry: [{ Key: 'EmailAddress1', text: 'anna@lab.test' }] },
      PhoneNumbers: { Entry: [{ Key: 'BusinessFax', text: '+41 1' }] },
      PhysicalAddresses: { Entry: [{ Key: 'Business', Street: 'Main, 1', City: 'Bern' }] },
    });
  },
});
const session = new EwsSession(lab, 'user2@msxfaq.de');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

/** Its lines, unfolded. */
async function linesOf(id: object): Promise<readonly string[]> {
  const request = { ItemShape: { BaseShape: 'IdOnly', IncludeMimeContent: true }, ItemIds: [id] } as never;
  const message = onlyMessage(await session.ask({ request: getItemRequest, response: getItemResponse }, request));
  const { Items } = message as { Items: readonly Readonly<Record<string, { MimeContent: { text: string } }>>[] };
  const text = Buffer.from(Object.values(Items[0] ?? {})[0]?.MimeContent.text ?? '', 'base64').toString();
  return text.replaceAll('\r\n ', '').split('\r\n');
}

const item = (name: string) => ({ ItemId: { Id: ids[name] ?? '' } });

t.test('an appointment is a calendar with its rule, what was deleted and what differs', async (t) => {
  const lines = await linesOf(item('series'));
  t.equal(lines[0], 'BEGIN:VCALENDAR');
  t.equal(lines.at(-2), 'END:VCALENDAR');
  for (const one of [
    'METHOD:PUBLISH',
    'TZID:W. Europe Standard Time',
    'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;UNTIL=20270115T225959Z',
    'EXDATE;TZID=W. Europe Standard Time:20261204T090000',
    'DTSTART;TZID=W. Europe Standard Time:20261130T090000',
    'DTEND;TZID=W. Europe Standard Time:20261130T100000',
    'LOCATION;LANGUAGE=en-US:Room 1\\; left\\, up',
    'RECURRENCE-ID;TZID=W. Europe Standard Time:20261214T090000',
    'SUMMARY;LANGUAGE=en-US:Later',
    'DTSTART;TZID=W. Europe Standard Time:20261214T110000',
  ]) {
    t.ok(lines.includes(one), one);
  }
  const uids = lines.filter((one) => one.startsWith('UID:'));
  t.equal(uids.length, 2);
  t.equal(uids[0], uids[1]);
});

t.test('one occurrence is one event', async (t) => {
  const lines = await linesOf({ OccurrenceItemId: { RecurringMasterId: ids.series ?? '', InstanceIndex: 1 } });
  t.equal(lines.filter((one) => one === 'BEGIN:VEVENT').length, 1);
  t.ok(lines.includes('RECURRENCE-ID;TZID=W. Europe Standard Time:20261130T090000'));
  t.notOk(lines.some((one) => one.startsWith('RRULE:FREQ=WEEKLY')));
});

t.test('a meeting says who comes', async (t) => {
  const lines = await linesOf(item('meeting'));
  for (const one of [
    'METHOD:REQUEST',
    'ORGANIZER;CN=user2:MAILTO:user2@msxfaq.de',
    'ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Doe,John J":MAILTO:john@lab.test',
    'DESCRIPTION;LANGUAGE=en-US:One\\ntwo',
    'DTSTART;TZID=UTC:20261130T080000',
    'CLASS:PRIVATE',
    'X-MICROSOFT-CDO-BUSYSTATUS:OOF',
  ]) {
    t.ok(lines.includes(one), one);
  }
});

t.test('a contact is a card', async (t) => {
  const lines = await linesOf(item('contact'));
  for (const one of [
    'N:Bär;Anna;;;',
    'FN:Anna\\; B',
    'ORG:Contoso;',
    'TITLE:Admin',
    'EMAIL;TYPE=INTERNET:anna@lab.test',
    'TEL;TYPE=WORK,FAX:+41 1',
    'ADR;TYPE=WORK:;;Main\\, 1;Bern;;;',
  ]) {
    t.ok(lines.includes(one), one);
  }
});

t.test('lines are folded where they are long, and are what they were', async (t) => {
  await fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const written = contentLines([line('NOTE', escapedText(text)), line('NONE', undefined)]).toString();
      const lines = written.split('\r\n');
      if (lines.some((one) => Buffer.byteLength(one) > 75)) throw new Error('too long');
      const value = written.slice('NOTE:'.length).replaceAll('\r\n ', '').replace(/\r\n$/, '');
      const read = value.replace(/\\(.)/g, (_, one: string) => (one === 'n' ? '\n' : one));
      const meant = Buffer.from(text)
        .toString()
        .replace(/\r?\n/g, '\n')
        .replace(/[^\P{Cc}\n]/gu, '');
      if (meant !== '' && read !== meant) throw new Error(JSON.stringify([read, meant]));
    }),
  );
  t.pass('all of them');
});

t.test('the rules of a time zone are those of its clocks', async (t) => {
  const europe = timeZoneLines('W', zoneOf('W. Europe Standard Time'), 2026);
  t.strictSame(
    europe.slice(2, -1).filter((one) => one !== undefined),
    [
      ...['BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200'],
      ...['RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT'],
      ...['BEGIN:STANDARD', 'DTSTART:16010101T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100'],
      ...['RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD'],
    ],
  );
  const america = timeZoneLines('E', zoneOf('Eastern Standard Time'), 2026);
  t.ok(america.includes('RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3'));
  t.ok(america.includes('TZOFFSETTO:-0500'));
  const india = timeZoneLines('I', zoneOf('India Standard Time'), 2026);
  t.strictSame(
    india.filter((one) => one?.startsWith('TZOFFSET')),
    ['TZOFFSETFROM:+0530', 'TZOFFSETTO:+0530'],
  );
  t.notOk(india.some((one) => one?.startsWith('RRULE')));
});

t.test('all that went to and fro is valid, and the lab made no mistakes', async (t) => {
  await session.hold(t);
  t.same(labs.defects, []);
});
