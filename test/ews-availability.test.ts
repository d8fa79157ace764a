import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { folderPermissions, withFolderPermissions } from '../src/directory/folder-permissions.js';
import { ewsNamespaces } from '../src/ews-schema/namespaces.js';
import { namespaces } from '../src/protocol/namespaces.js';
import { soapEnvelope } from '../src/protocol/soap.js';
import { xml } from '../src/protocol/xml.js';
import { child, parseXml } from '../src/protocol/xml-document.js';
import { writeElement } from '../src/xsd/write.js';
import { availability, freeBusy, mailboxData, thisWeek, timeZoneContext, verdicts } from './acceptance/availability.js';
import { noSamples, valueIn } from './acceptance/ews-messages.js';
import { EwsSession } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { ask } from './acceptance/wire.js';

const labs = new TestLabs('ews-availability');
t.teardown(() => labs.close());
/** A permission of somebody's own can't be added by cmdlet. */
const lab = await labs.start('shared', {}, (organization) => ({
  ...organization,
  recipients: organization.recipients.map((recipient) =>
    recipient.alias === 'user2'
      ? withFolderPermissions(recipient, 'Calendar', [
          ...folderPermissions(recipient, 'Calendar'),
          { user: 'trusted', accessRights: ['LimitedDetails'] },
        ])
      : recipient,
  ),
}));

const [owner, colleague, nobody] = ['user2@msxfaq.de', 'admin@msxfaq.de', 'nobody@msxfaq.de'];
const own = new EwsSession(lab, owner);
const other = new EwsSession(lab, colleague);

const window = (day: number, from: string, to: string) => ({
  TimeWindow: { StartTime: thisWeek(lab, day, from), EndTime: thisWeek(lab, day, to) },
});
const week = {
  TimeWindow: { StartTime: thisWeek(lab, 0, '00:00'), EndTime: thisWeek(lab, 5, '00:00') },
};

t.test('merged free/busy has a digit for each interval, the weightiest status of it', async (t) => {
  const merged = async (day: number, from: string, to: string, minutes = 30) => {
    const options = { ...window(day, from, to), MergedFreeBusyIntervalInMinutes: minutes };
    const [answer] = await freeBusy(own, [owner], { ...options, RequestedView: ['MergedOnly'] });
    t.strictSame(answer?.FreeBusyView?.FreeBusyViewType, ['MergedOnly']);
    t.notOk(answer?.FreeBusyView?.CalendarEventArray);
    return answer?.FreeBusyView?.MergedFreeBusy;
  };
  t.equal(await merged(0, '08:00', '12:00'), '00202200');
  t.equal(await merged(1, '12:00', '15:00'), '001110', 'tentative');
  t.equal(await merged(2, '10:00', '15:00'), '0033333300', 'out of office');
  t.equal(await merged(4, '08:00', '10:00'), '4424', 'busy outweighs working elsewhere');
  t.equal(await merged(0, '08:00', '12:00', 60), '0220');
  t.equal(await merged(0, '09:00', '09:40', 5), '22222200');
  t.equal(await merged(0, '08:00', '09:10', 60), '02', 'the last interval may be shorter');
  t.equal(await merged(0, '09:15', '09:20', 1440), '2');
});

t.test('each view has what it is documented to have', async (t) => {
  for (const [view, merged, events, details] of [
    ['MergedOnly', true, false, false],
    ['FreeBusy', false, true, false],
    ['FreeBusyMerged', true, true, false],
    ['Detailed', false, true, true],
    ['DetailedMerged', true, true, true],
  ] as const) {
    const [answer] = await freeBusy(own, [owner], { ...week, RequestedView: [view] });
    const { FreeBusyViewType, MergedFreeBusy, CalendarEventArray, WorkingHours } = answer?.FreeBusyView ?? {};
    t.strictSame(FreeBusyViewType, [view]);
    t.equal(MergedFreeBusy?.length, merged ? 5 * 48 : undefined, view);
    t.equal(CalendarEventArray?.CalendarEvent?.length, events ? 10 : undefined, view);
    t.equal(CalendarEventArray?.CalendarEvent?.[0]?.CalendarEventDetails !== undefined, details, view);
    t.match(WorkingHours, {
      TimeZone: { Bias: -60, DaylightTime: { Bias: -60, Month: 3, DayOrder: 5, DayOfWeek: 'Sunday' } },
      WorkingPeriodArray: { WorkingPeriod: [{ StartTimeInMinutes: 480, EndTimeInMinutes: 1020 }] },
    });
  }
  const [usual] = await freeBusy(own, [owner], week);
  t.strictSame(usual?.FreeBusyView?.FreeBusyViewType, ['FreeBusyMerged'], 'left out');
  const [several] = await freeBusy(own, [owner], { ...week, RequestedView: ['MergedOnly', 'Detailed'] });
  t.strictSame(several?.FreeBusyView?.FreeBusyViewType, ['DetailedMerged'], 'several at once');
  const none = await freeBusy(own, [owner], { ...week, RequestedView: ['None'] });
  t.match(verdicts(none), [/^ErrorInvalidFreeBusyViewType/], 'None is for answers');
});

t.test('an appointment that begins before the time is there as a whole; the end is not included', async (t) => {
  const [answer] = await freeBusy(own, [owner], { ...window(0, '09:15', '10:00'), RequestedView: ['Detailed'] });
  t.match(answer?.FreeBusyView?.CalendarEventArray?.CalendarEvent, [
    {
      StartTime: thisWeek(lab, 0, '09:00'),
      EndTime: thisWeek(lab, 0, '09:30'),
      BusyType: 'Busy',
      CalendarEventDetails: { Subject: 'Stand-up', Location: 'Teams', IsRecurring: true, IsPrivate: false },
    },
  ]);
  t.equal(answer?.FreeBusyView?.CalendarEventArray?.CalendarEvent?.length, 1);
});

t.test('who looks sees as much as the calendar’s permissions let him', async (t) => {
  const look = async () => {
    const [answer] = await freeBusy(other, [owner], { ...window(3, '08:00', '17:00'), RequestedView: ['Detailed'] });
    return answer;
  };
  const details = async () =>
    (await look())?.FreeBusyView?.CalendarEventArray?.CalendarEvent?.map(({ CalendarEventDetails: one }) => one);
  const allow = (AccessRights: string) =>
    lab.cmdlet('Set-MailboxFolderPermission', { Identity: 'user2:\\Calendar', User: 'Default', AccessRights });
  const times = await look();
  t.strictSame(times?.FreeBusyView?.FreeBusyViewType, ['FreeBusy'], 'AvailabilityOnly: no details');
  t.strictSame(await details(), [undefined, undefined]);
  await allow('LimitedDetails');
  t.strictSame(
    (await details())?.map((one) => [one?.Subject, one?.ID, one?.IsPrivate]),
    [
      ['Stand-up', undefined, false],
      [undefined, undefined, true],
    ],
    'LimitedDetails: subjects, but not of what is private',
  );
  await allow('Reviewer');
  t.match(await details(), [{ Subject: 'Stand-up', ID: /^\d{8}$/ }, { IsPrivate: true }]);
  t.notOk((await details())?.[1]?.ID);
  await allow('None');
  t.strictSame(verdicts([(await look()) ?? {}]), [
    'ErrorNoFreeBusyAccess: Microsoft.Exchange.InfoWorker.Common.Availability.NoFreeBusyAccessException: The caller does not have access to free/busy data.',
  ]);
  const [mine] = await freeBusy(own, [owner], { ...window(3, '14:00', '17:00'), RequestedView: ['Detailed'] });
  t.match(mine?.FreeBusyView?.CalendarEventArray?.CalendarEvent, [
    { CalendarEventDetails: { Subject: 'Dentist', IsPrivate: true, ID: /^\d{8}$/ } },
  ]);
  await lab.cmdlet('New-Mailbox', { Name: 'trusted', UserPrincipalName: 'trusted@msxfaq.de', Password: 'Pa$$w0rd' });
  const trusted = new EwsSession(lab, 'trusted@msxfaq.de');
  const [seen] = await freeBusy(trusted, [owner], { ...window(3, '08:00', '10:00'), RequestedView: ['Detailed'] });
  t.match(seen?.FreeBusyView, { FreeBusyViewType: ['Detailed'] }, 'his own permission goes before that of everybody');
  await allow('AvailabilityOnly');
});

t.test('several mailboxes are answered in their order, each with its own error', async (t) => {
  const answers = await freeBusy(own, [colleague, nobody, owner, 'user2', ' USER2@msxfaq.de '], week);
  t.strictSame(verdicts(answers), [
    'NoError',
    `ErrorMailRecipientNotFound: Unable to resolve e-mail address ${nobody} to an Active Directory object.`,
    'NoError',
    'ErrorMailRecipientNotFound: Unable to resolve e-mail address user2 to an Active Directory object.',
    'NoError',
  ]);
  t.notOk(answers[1]?.FreeBusyView);
});

t.test('times are those of the request’s zone', async (t) => {
  const start = new Date(`${thisWeek(lab, 0, '08:00')}Z`).getTime();
  const utc = { StartTime: `${thisWeek(lab, 0, '00:00')}Z`, EndTime: `${thisWeek(lab, 1, '00:00')}Z` };
  const never = { Bias: 0, Time: '00:00:00', DayOrder: 0, Month: 0, DayOfWeek: 'Sunday' } as const;
  const zone = (Bias: number) => ({ Bias, StandardTime: never, DaylightTime: never });
  const firstStart = async (bias: number) => {
    const view = { TimeWindow: utc, RequestedView: ['FreeBusy' as const] };
    const [answer] = await freeBusy(own, [owner], view, zone(bias));
    return answer?.FreeBusyView?.CalendarEventArray?.CalendarEvent?.[0]?.StartTime ?? '';
  };
  const [inUtc, inNewYork] = [await firstStart(0), await firstStart(300)];
  t.equal(Date.parse(`${inUtc}Z`) - Date.parse(`${inNewYork}Z`), 5 * 3_600_000);
  t.ok(Math.abs(Date.parse(`${inUtc}Z`) - start) <= 3_600_000, 'nine o’clock in Berlin');
  // South of the equator: summer time ends in April and begins in October.
  const change = (Month: number) => ({ Time: '02:00:00', DayOrder: 1, Month, DayOfWeek: 'Sunday' }) as const;
  const south = {
    Bias: -600,
    StandardTime: { Bias: 0, ...change(4) },
    DaylightTime: { Bias: -60, ...change(10) },
  };
  const inJanuary = { StartTime: '2027-01-11T00:00:00', EndTime: '2027-01-12T00:00:00' };
  const [sydney] = await freeBusy(own, [owner], { TimeWindow: inJanuary, RequestedView: ['FreeBusy'] }, south);
  t.match(sydney?.FreeBusyView?.CalendarEventArray?.CalendarEvent?.[0], { StartTime: '2027-01-11T19:00:00' });
  for (const [what, rules] of [
    ['a bias of years', zone(1_000_000)],
    ['a thirteenth month', { ...south, StandardTime: { ...south.StandardTime, Month: 13 } }],
    ['one change without the other', { ...south, DaylightTime: never }],
    ['no time', { ...south, StandardTime: { ...south.StandardTime, Time: 'noon' } }],
  ] as const) {
    t.match(verdicts(await freeBusy(own, [owner], week, rules)), [/^ErrorTimeZone: \[lab\]/], what);
  }
});

t.test('what can’t be had of anybody is said for each', async (t) => {
  const from = (StartTime: string, EndTime: string) => ({ TimeWindow: { StartTime, EndTime } });
  for (const [what, options, code] of [
    ['ends before it begins', from('2026-11-25T00:00:00', '2026-11-24T00:00:00'), 'ErrorInvalidTimeInterval'],
    ['no time at all', from('2026-11-25T00:00:00', '2026-11-25T00:00:00'), 'ErrorInvalidTimeInterval'],
    ['63 days', from('2026-11-01T00:00:00', '2027-01-03T00:00:00'), 'ErrorTimeIntervalTooBig'],
    ['an interval of a minute', { ...week, MergedFreeBusyIntervalInMinutes: 1 }, 'ErrorInvalidMergedFreeBusyInterval'],
    ['one of two days', { ...week, MergedFreeBusyIntervalInMinutes: 2880 }, 'ErrorInvalidMergedFreeBusyInterval'],
  ] as const) {
    const codes = verdicts(await freeBusy(own, [owner, nobody], options)).map((verdict) => verdict.split(':', 1)[0]);
    t.strictSame(codes, [code, code], what);
  }
  const [most] = await freeBusy(own, [owner], from('2026-11-01T00:00:00', '2027-01-02T00:00:00'));
  t.match(most, { ResponseMessage: { ResponseCode: 'NoError' } }, '62 days');
});

t.test('a request about nobody, about too many, or for nothing is a fault', async (t) => {
  const faultOf = (addresses: readonly string[], more: object) =>
    own.fault(availability.request, { MailboxDataArray: mailboxData(addresses), ...more });
  t.match(await faultOf([], { FreeBusyViewOptions: week }), 'a:ErrorMailboxDataArrayEmpty');
  t.match(
    await faultOf(
      Array.from({ length: 101 }, () => owner),
      { FreeBusyViewOptions: week },
    ),
    'a:ErrorMailboxDataArrayTooBig',
  );
  t.match(await faultOf([owner], {}), 'a:ErrorInvalidRequest');
  const body = `<s:Envelope xmlns:s="${namespaces.soapEnvelope}"><s:Body><GetUserAvailabilityRequest xmlns="${namespaces.ewsMessages}"/></s:Body></s:Envelope>`;
  t.match(await new EwsSession(lab, owner).send(body), { status: 500, body: /ErrorSchemaValidation/ });
});

t.test('a callback token is good for the own calendar alone', async (t) => {
  const { token } = lab.tokens.issue({ kind: 'callback', mailbox: owner });
  const about = (address: string) =>
    soapEnvelope(
      xml``,
      writeElement(
        availability.request,
        { MailboxDataArray: mailboxData([address]), FreeBusyViewOptions: week },
        { namespaces: ewsNamespaces, style: 'prefixed', declared: ['m', 't'] },
      ),
    );
  t.equal((await ask(lab, token, { body: about(owner) })).status, 200);
  t.equal((await ask(lab, token, { body: about(colleague) })).status, 403);
});

t.test('requests of real clients', { skip: noSamples }, async (t) => {
  const read = (name: string) =>
    readFileSync(
      fileURLToPath(new URL(`../../shared/facts/ews-samples/requests/${name}.xml`, import.meta.url)),
      'utf8',
    ).replace(/user1@lab\.test/g, owner);
  const moved = (text: string) =>
    text
      .replace(
        /2026-11-2[2-5]T\d\d:\d\d:\d\d(\.\d+)?(Z?)<\/t:StartTime>/,
        `${thisWeek(lab, 0, '00:00')}$1$2</t:StartTime>`,
      )
      .replace(
        /2026-11-2[2-5]T\d\d:\d\d:\d\d(\.\d+)?(Z?)<\/t:EndTime>/,
        `${thisWeek(lab, 3, '00:00')}$1$2</t:EndTime>`,
      );
  const answerTo = async (body: string) => {
    const answer = await own.send(body);
    t.equal(answer.status, 200, answer.body);
    const message = child(parseXml(answer.body), namespaces.soapEnvelope, 'Body')?.children[0];
    return valueIn(availability.response, message).FreeBusyResponseArray?.FreeBusyResponse?.[0];
  };
  const ewsjs = await answerTo(moved(read('ewsjs/GetUserAvailability-1')));
  t.match(ewsjs?.FreeBusyView?.FreeBusyViewType, ['Detailed']);
  t.match(ewsjs?.FreeBusyView?.CalendarEventArray?.CalendarEvent?.[0], {
    CalendarEventDetails: { Subject: 'Stand-up' },
  });
  const exchangelib = read('exchangelib/GetUserAvailability-1');
  t.match(
    await own.send(exchangelib),
    { status: 500, body: /ErrorInvalidRequest/ }, // the words of Exchange 2019 (facts/ews-clients §3.3)
    'it tries the next version then',
  );
  const read2016 = await answerTo(moved(exchangelib).replace('Exchange2019', 'Exchange2016'));
  t.equal(read2016?.FreeBusyView?.MergedFreeBusy?.length, 3 * 48);
  t.match(read2016?.FreeBusyView?.CalendarEventArray?.CalendarEvent?.[0]?.StartTime, thisWeek(lab, 0, '09:00'));
});

const suggest = async (
  addresses: readonly string[],
  options: object = {},
  more: object = {},
  days: readonly [number, number] = [0, 1],
) => {
  const { SuggestionsResponse } = await own.ask(
    availability,
    {
      MailboxDataArray: mailboxData(addresses, more),
      SuggestionsViewOptions: {
        DetailedSuggestionsWindow: {
          StartTime: thisWeek(lab, days[0], '00:00'),
          EndTime: thisWeek(lab, days[1], '00:00'),
        },
        ...options,
      },
    },
    timeZoneContext('W. Europe Standard Time'),
  );
  return SuggestionsResponse;
};

t.test('times for a meeting are proposed for each day, the best ones first', async (t) => {
  const response = await suggest([owner, colleague], {}, {}, [0, 7]);
  t.strictSame(response?.ResponseMessage, { ResponseClass: 'Success', ResponseCode: 'NoError' });
  const days = response?.SuggestionDayResultArray?.SuggestionDayResult ?? [];
  t.strictSame(
    days.map((day) => day.Date),
    [0, 1, 2, 3, 4, 5, 6].map((day) => thisWeek(lab, day, '00:00')),
  );
  t.strictSame(
    days.map((day) => day.DayQuality),
    ['Excellent', 'Excellent', 'Excellent', 'Excellent', 'Excellent', 'Poor', 'Poor'],
    'nobody works at weekends',
  );
  const monday = days[0]?.SuggestionArray?.Suggestion ?? [];
  t.strictSame(
    monday.map(({ MeetingTime }) => MeetingTime.slice(11, 16)),
    ['08:00', '11:00', '11:30', '12:00', '12:30', '13:00', '13:30', '14:00', '14:30', '15:00'],
    'ten of them, around the meetings',
  );
  t.match(monday[0], {
    IsWorkTime: true,
    SuggestionQuality: 'Excellent',
    AttendeeConflictDataArray: {
      conflicts: [
        { IndividualAttendeeConflictData: { BusyType: 'Free' } },
        { IndividualAttendeeConflictData: { BusyType: 'Free' } },
      ],
    },
  });
});

t.test('the quality says how many can come, and each of them has his place', async (t) => {
  const monday = async (...of: Parameters<typeof suggest>) =>
    (await suggest(...of))?.SuggestionDayResultArray?.SuggestionDayResult?.[0]?.SuggestionArray?.Suggestion ?? [];
  const [fair] = await monday([owner, nobody, colleague]);
  t.equal(fair?.SuggestionQuality, 'Fair', 'two of three');
  t.strictSame(fair?.AttendeeConflictDataArray?.conflicts, [
    { IndividualAttendeeConflictData: { BusyType: 'Free' } },
    { UnknownAttendeeConflictData: {} },
    { IndividualAttendeeConflictData: { BusyType: 'Free' } },
  ]);
  t.equal((await monday([owner, owner, nobody, owner]))[0]?.SuggestionQuality, 'Good', 'three of four');
  t.equal((await monday([owner, nobody, colleague], { GoodThreshold: 10 }))[0]?.SuggestionQuality, 'Good');
  t.strictSame(await monday([owner, nobody, colleague], { MinimumSuggestionQuality: 'Good' }), []);
  const poor = await monday([owner], { MinimumSuggestionQuality: 'Poor', MaximumResultsByDay: 48 });
  t.equal(poor.filter(({ SuggestionQuality }) => SuggestionQuality === 'Poor').length, 5);
  t.match(
    poor.find(({ MeetingTime }) => MeetingTime.endsWith('T10:00:00')),
    { AttendeeConflictDataArray: { conflicts: [{ IndividualAttendeeConflictData: { BusyType: 'Busy' } }] } },
  );
  const without = await monday(
    [owner],
    { MinimumSuggestionQuality: 'Poor', MaximumResultsByDay: 48 },
    { ExcludeConflicts: true },
  );
  t.equal(without.length, poor.length - 5, 'no time at which he can’t');
  const evening = await monday([owner], { MaximumResultsByDay: 48, MaximumNonWorkHourResultsByDay: 2 });
  t.equal(evening.filter(({ IsWorkTime }) => !IsWorkTime).length, 2);
  const long = await monday([owner], { MeetingDurationInMinutes: 300 });
  t.strictSame(
    long.map(({ MeetingTime }) => MeetingTime.slice(11, 16)),
    ['11:00', '11:30', '12:00'],
  );
});

t.test('wishes that can’t be fulfilled are the suggestions’ error; free/busy beside them is answered', async (t) => {
  for (const [options, code] of [
    [{ MeetingDurationInMinutes: 10 }, 'ErrorInvalidRequest'],
    [{ GoodThreshold: 51 }, 'ErrorInvalidRequest'],
    [{ MaximumResultsByDay: -1 }, 'ErrorInvalidRequest'],
    [
      { DetailedSuggestionsWindow: { StartTime: '2026-11-25T00:00:00', EndTime: '2026-11-24T00:00:00' } },
      'ErrorInvalidTimeInterval',
    ],
  ] as const) {
    t.match((await suggest([owner], options))?.ResponseMessage, { ResponseClass: 'Error', ResponseCode: code });
  }
  const answer = await own.ask(availability, {
    MailboxDataArray: mailboxData([owner]),
    FreeBusyViewOptions: week,
    SuggestionsViewOptions: { MeetingDurationInMinutes: 10, DetailedSuggestionsWindow: week.TimeWindow },
  });
  t.match(answer.FreeBusyResponseArray?.FreeBusyResponse, [{ ResponseMessage: { ResponseCode: 'NoError' } }]);
  t.match(answer.SuggestionsResponse?.ResponseMessage?.ResponseCode, 'ErrorInvalidRequest');
});

t.test('Exchange’s schema allows all of it', async (t) => {
  // Two are wrong on purpose.
  own.messages.splice(0, own.messages.length, ...own.messages.filter((text) => !/Exchange2019|2026-02-30/.test(text)));
  await own.hold(t);
  await other.hold(t);
  t.strictSame(labs.defects, []);
});
