import t from 'tap';
import { folderPermissions } from '../src/directory/folder-permissions.js';
import { requireFolder } from '../src/ews/folder-access.js';
import { itemsOfView } from '../src/ews/item-list.js';
import { textOfBody } from '../src/ews/item-text.js';
import type { EwsOperation } from '../src/ews/operation.js';
import { convertId } from '../src/ews/operations/convert-id.js';
import { getDelegate } from '../src/ews/operations/get-delegate.js';
import { requireOwnMailbox } from '../src/ews/people/out-of-office.js';
import { tokenGrant } from '../src/ews/token-grant.js';
import { ewsNamespaces } from '../src/ews-schema/namespaces.js';
import { createItemRequest, createItemResponse } from '../src/ews-schema/operations/create-item.js';
import { forgetfulLog } from '../src/mailbox/change-log.js';
import { Mailbox } from '../src/mailbox/mailbox.js';
import { writeId } from '../src/mailbox/object-id.js';
import type { Recurrence } from '../src/mailbox/recurrence.js';
import { Starts } from '../src/mailbox/series.js';
import { utcText, zoneOf } from '../src/mailbox/time-zone.js';
import { parseXml } from '../src/protocol/xml-document.js';
import type { ValueOf } from '../src/xsd/model.js';
import { xs } from '../src/xsd/simple-types.js';
import { writeElement } from '../src/xsd/write.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

const everybodyReads = [{ user: 'Default', accessRights: ['Reviewer'] }];

// Values that fit a form and still mean nothing, or mean a great deal of work.

const labs = new TestLabs('ews-hostile-values');
const lab = await labs.start('lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
const session = new EwsSession(lab, 'user2@msxfaq.de');

type Item = ValueOf<typeof createItemRequest.type>['Items'][number];

const creating = { request: createItemRequest, response: createItemResponse };
const appointment = (more: object) => ({
  SendMeetingInvitations: 'SendToNone' as const,
  Items: [
    { CalendarItem: { Subject: 'Wave', Start: '2026-11-30T10:00:00Z', End: '2026-11-30T11:00:00Z', ...more } } as Item,
  ],
});

t.test('a day that no calendar has breaks the schema', async (t) => {
  for (const Start of [
    ...['2026-02-30T10:00:00', '0000-01-01T00:00:00Z', '99999-01-01T00:00:00Z', '-0001-01-01T00:00:00Z'],
    ...['2026-11-30T24:30:00Z', '2026-11-30T10:00:00+99:99'],
  ]) {
    const fault = await session.fault(createItemRequest, appointment({ Start }));
    t.ok(fault.includes(`The string &apos;${Start}&apos; is not a valid DateTime value.`), Start);
  }
  for (const StartDate of ['2026-02-31', '99999-12-31', '0000-01-01']) t.equal(xs.date.read(StartDate), undefined);
  for (const good of ['2026-11-30T24:00:00Z', '2028-02-29T23:59:59.9999999+14:00', '0001-01-01T00:00:00']) {
    t.equal(xs.dateTime.read(good), good);
  }
});

t.test('what an offset carries out of the years stays within them', async (t) => {
  t.equal(utcText(Date.parse('9999-12-31T23:00:00-14:00')), '9999-12-31T23:59:59Z');
  const End = '9999-12-31T23:59:59-14:00';
  t.equal(onlyMessage(await session.ask(creating, appointment({ Start: End, End }))).ResponseCode, 'NoError');
});

t.test('a series that can’t be has no occurrences, and is not looked for without end', async (t) => {
  const NoEndRecurrence = { StartDate: '2026-11-30' };
  const impossible: readonly Recurrence[] = [
    { DailyRecurrence: { Interval: -1 }, NoEndRecurrence },
    { DailyRecurrence: { Interval: 0 }, NoEndRecurrence },
    { WeeklyRecurrence: { Interval: 1, DaysOfWeek: [] }, NoEndRecurrence },
    { AbsoluteMonthlyRecurrence: { Interval: 1, DayOfMonth: 0x7fff_ffff }, NoEndRecurrence },
    { AbsoluteYearlyRecurrence: { DayOfMonth: 0, Month: 'May' }, NoEndRecurrence },
    { DailyRecurrence: { Interval: 1 }, NumberedRecurrence: { ...NoEndRecurrence, NumberOfOccurrences: 0 } },
  ];
  for (const Recurrence of impossible) {
    const message = onlyMessage(await session.ask(creating, appointment({ Recurrence })));
    t.equal(message.ResponseCode, 'ErrorRecurrenceHasNoOccurrence', JSON.stringify(Recurrence));
  }
  const leapDay = { AbsoluteYearlyRecurrence: { DayOfMonth: 30, Month: 'February' }, NoEndRecurrence };
  t.equal(
    new Starts(leapDay, Date.parse('2026-11-30T10:00:00Z'), zoneOf('UTC')).at(1),
    Date.parse('2028-02-29T10:00:00Z'),
  );
});

t.test('long texts are gone through once', async (t) => {
  const many = 200_000; // what goes through them again and again would not come to an end today
  t.equal(xs.base64Binary.read(`A${' '.repeat(many)}!`), undefined);
  t.equal(xs.double.read(`${'1'.repeat(many)}x`), undefined);
  t.equal(textOfBody({ BodyType: 'HTML', text: '<'.repeat(many) })?.length, many);
  t.equal(textOfBody({ BodyType: 'HTML', text: '<br'.repeat(many) })?.length, 3 * many);
});

t.test('a folder may be called like something of JavaScript’s own', async (t) => {
  const owner = { folderPermissions: { Calendar: [] } } as never;
  for (const name of ['constructor', '__proto__', 'toString']) {
    t.strictSame(folderPermissions(owner, name)[0], { user: 'Default', accessRights: ['None'] }, name);
  }
});

t.test('a token for one item does not open others under another name', async (t) => {
  const grant = tokenGrant({ kind: 'Callback', itemScope: 'AAA=' } as never, 'OnPremises');
  const asked = (ids: string) => grant?.(parseXml(`<GetItem><ItemIds>${ids}</ItemIds></GetItem>`))?.error;
  t.equal(asked('<ItemId Id="AAA="/>'), undefined);
  t.equal(asked('<ItemId Id="AAA="/><ItemId Id="BBB="/>'), 'ItemOutsideScope');
  t.equal(asked('<RecurringMasterItemId OccurrenceId="BBB="/>'), 'ItemOutsideScope');
  t.equal(asked('<OccurrenceItemId RecurringMasterId="BBB=" InstanceIndex="1"/>'), 'ItemOutsideScope');
});

t.test('who is in no address book of the caller’s has no mailbox for him, whatever its permissions are', async (t) => {
  const [user, stranger] = [{ guid: 'one' }, { guid: 'other', folderPermissions: { Calendar: everybodyReads } }];
  const mailbox = new Mailbox('other', { clock: lab.clock, log: forgetfulLog() });
  const organization = { findRecipient: () => stranger, mailboxOf: () => mailbox };
  const DistinguishedFolderId = { Id: 'calendar', Mailbox: { EmailAddress: 'stranger@contoso.example' } } as const;
  const ask = (book: readonly object[]) =>
    requireFolder({ DistinguishedFolderId }, {
      user,
      organization: { ...organization, addressBookOf: () => book },
    } as never);
  t.throws(() => ask([user]), /The SMTP address has no mailbox/);
  t.equal(ask([user, stranger]).isOwn, false);
});

const nobody = 'ErrorNonExistentMailbox';

t.test('whether strangers have a mailbox is not told by what only looks at one’s own', async (t) => {
  const stranger = { guid: 'other', recipientTypeDetails: 'UserMailbox' };
  const user = { guid: 'one' };
  const organization = { findRecipient: () => stranger, addressBookOf: () => [user], mailboxOf: () => ({}) };
  const call = { user, organization } as never;
  const EmailAddress = 'stranger@contoso.example';
  t.throws(() => requireOwnMailbox(EmailAddress, call), /The SMTP address has no mailbox/);
  const writing = { namespaces: ewsNamespaces, style: 'prefixed', declared: ['m', 't'] } as const;
  const answer = async (operation: EwsOperation, value: object) => {
    const asked = parseXml(writeElement(operation.request, value as never, writing).text);
    return (await operation.run(asked, call, { namespaces: ewsNamespaces, strict: true } as never)).text;
  };
  t.match(await answer(getDelegate, { Mailbox: { EmailAddress }, IncludePermissions: false }), nobody);
  const mailbox = { guid: 'b7d1c0de-0000-4000-8000-000000000001', resets: 0 };
  const Id = writeId({ kind: 'item', mailbox, number: 7 });
  const SourceIds = [{ AlternateId: { Format: 'EwsId', Id, Mailbox: EmailAddress } }];
  t.match(await answer(convertId, { DestinationFormat: 'HexEntryId', SourceIds }), nobody);
});

t.test('who may read a calendar does not read what was deleted', async (t) => {
  const mailbox = new Mailbox('other', { clock: lab.clock, log: forgetfulLog() });
  const folder = mailbox.folderNamed('calendar');
  const { number = 0 } = mailbox.folderNamed('recoverableitemsdeletions') ?? {};
  mailbox.createItem({ folder: number, kind: 'Message', properties: { Subject: 'Secret' }, isRead: true });
  const deleted = (isOwn: boolean) =>
    itemsOfView({ mailbox, folder, owner: {}, isOwn } as never, { Traversal: 'SoftDeleted' }, {} as never);
  t.equal(deleted(true).length, 1);
  t.equal(deleted(false).length, 0);
});

t.test('nothing was a mistake of the lab', async (t) => {
  t.strictSame(labs.defects, []);
});
