import t, { type Test } from 'tap';
import { createItemRequest, createItemResponse } from '../src/ews-schema/operations/create-item.js';
import { deleteItemRequest, deleteItemResponse } from '../src/ews-schema/operations/delete-item.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import { getItemRequest, getItemResponse } from '../src/ews-schema/operations/get-item.js';
import { updateItemRequest, updateItemResponse } from '../src/ews-schema/operations/update-item.js';
import type { Lab } from '../src/index.js';
import type { ValueOf } from '../src/xsd/model.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';

const labs = new TestLabs('ews-meetings');
t.teardown(() => labs.close());

const creating = { request: createItemRequest, response: createItemResponse };
const getting = { request: getItemRequest, response: getItemResponse };
const finding = { request: findItemRequest, response: findItemResponse };
const updating = { request: updateItemRequest, response: updateItemResponse };
const deleting = { request: deleteItemRequest, response: deleteItemResponse };

type CreateItem = ValueOf<typeof createItemRequest.type>;
type UpdateItem = ValueOf<typeof updateItemRequest.type>;
type DeleteItem = ValueOf<typeof deleteItemRequest.type>;
type Updates = UpdateItem['ItemChanges']['ItemChange'][number]['Updates'];
type Said = Readonly<Record<string, unknown>>;
type Id = { readonly Id: string; readonly ChangeKey?: string };

const [user2, admin] = ['user2@msxfaq.de', 'admin@msxfaq.de'];
const toAll = { SendMeetingInvitations: 'SendToAllAndSaveCopy' } as const;
const answered = { MessageDisposition: 'SendAndSaveCopy' } as const;
const named = (Id: string) => ({ DistinguishedFolderId: { Id: Id as 'inbox' } });
const attendee = (EmailAddress: string) => ({ Attendee: [{ Mailbox: { EmailAddress } }] });
const meeting = {
  Subject: 'Cut-over',
  Body: { BodyType: 'Text', text: 'bring coffee' },
  Start: '2027-03-01T09:00:00Z',
  End: '2027-03-01T10:00:00Z',
  Location: 'Room 1',
  RequiredAttendees: attendee(admin),
} as const;

/** One who calls a meeting, and one who is invited. */
class People {
  readonly organizer: EwsSession;
  readonly attendee: EwsSession;

  constructor(lab: Lab) {
    this.organizer = new EwsSession(lab, user2);
    this.attendee = new EwsSession(lab, admin);
  }

  async hold(test: Test): Promise<void> {
    for (const session of [this.organizer, this.attendee]) await session.hold(test);
  }
}

interface Made {
  readonly code: unknown;
  readonly kinds: readonly string[];
  readonly ids: readonly Id[];
}

async function create(session: EwsSession, item: object, more: Partial<CreateItem> = {}): Promise<Made> {
  const message = onlyMessage(await session.ask(creating, { Items: [item] as never, ...more }));
  const items = (message.Items ?? []) as readonly Readonly<Record<string, { readonly ItemId: Id }>>[];
  const entries = items.flatMap((one) => Object.entries(one));
  return { code: message.ResponseCode, kinds: entries.map(([kind]) => kind), ids: entries.map(([, of]) => of.ItemId) };
}

async function call(session: EwsSession, value: object = meeting): Promise<Id> {
  const { ids } = await create(session, { CalendarItem: value }, toAll);
  return ids[0] ?? { Id: '' };
}

async function get(session: EwsSession, id: Id | object): Promise<Said> {
  const named = ('Id' in id ? { ItemId: id } : id) as { ItemId: Id };
  const answer = await session.ask(getting, { ItemShape: { BaseShape: 'AllProperties' }, ItemIds: [named] });
  const [item = {}] = (onlyMessage(answer).Items ?? []) as readonly Readonly<Record<string, Said>>[];
  const [[kind, value] = ['', {}]] = Object.entries(item);
  return { kind, ...value };
}

/** What a folder has of this subject, the latest first. */
async function all(session: EwsSession, folder: string, subject: string): Promise<readonly Said[]> {
  const answer = await session.ask(finding, {
    Traversal: 'Shallow',
    ItemShape: { BaseShape: 'Default' },
    ParentFolderIds: [named(folder)],
  });
  const { RootFolder } = onlyMessage(answer) as { RootFolder?: { Items?: readonly Readonly<Record<string, Said>>[] } };
  const rows = (RootFolder?.Items ?? []).map((one) => Object.values(one)[0] ?? {});
  const found = rows.filter(({ Subject }) => Subject === subject);
  return Promise.all(found.map(({ ItemId }) => get(session, ItemId as Id)));
}

async function latest(session: EwsSession, folder: string, subject: string): Promise<Said> {
  return (await all(session, folder, subject))[0] ?? {};
}

async function update(
  session: EwsSession,
  id: object,
  Updates: Updates,
  SendMeetingInvitationsOrCancellations: UpdateItem['SendMeetingInvitationsOrCancellations'] = 'SendToAllAndSaveCopy',
) {
  const ItemChange = [{ ...('Id' in id ? { ItemId: id } : id), Updates }] as never;
  const more = SendMeetingInvitationsOrCancellations ? { SendMeetingInvitationsOrCancellations } : {};
  const request = { ConflictResolution: 'AlwaysOverwrite', ItemChanges: { ItemChange }, ...more } as const;
  return onlyMessage(await session.ask(updating, request)).ResponseCode;
}

const set = (name: string, value: unknown) =>
  ({ SetItemField: { FieldURI: { FieldURI: name }, CalendarItem: { [name.replace(/^\w+:/, '')]: value } } }) as never;

async function remove(
  session: EwsSession,
  id: object,
  SendMeetingCancellations?: DeleteItem['SendMeetingCancellations'],
) {
  const ItemIds = ['Id' in id ? { ItemId: id } : id] as never;
  const more = SendMeetingCancellations ? { SendMeetingCancellations } : {};
  return onlyMessage(await session.ask(deleting, { DeleteType: 'MoveToDeletedItems', ItemIds, ...more })).ResponseCode;
}

const responses = (of: Said) =>
  (of.RequiredAttendees as { Attendee: readonly { ResponseType?: string }[] }).Attendee.map(
    ({ ResponseType }) => ResponseType,
  );

t.test('an invitation comes to the inbox and, tentatively, to the calendar', async (t) => {
  const people = new People(await labs.start('invitation'));
  const id = await call(people.organizer);
  const own = await get(people.organizer, id);
  t.match(own, {
    MyResponseType: 'Organizer',
    IsMeeting: true,
    MeetingRequestWasSent: true,
    LegacyFreeBusyStatus: 'Busy',
  });
  t.strictSame(responses(own), ['Unknown']);
  const request = await latest(people.attendee, 'inbox', 'Cut-over');
  t.match(request, {
    kind: 'MeetingRequest',
    ItemClass: 'IPM.Schedule.Meeting.Request',
    MeetingRequestType: 'NewMeetingRequest',
    IntendedFreeBusyStatus: 'Busy',
    ResponseType: 'NoResponseReceived',
    Start: meeting.Start,
    Location: 'Room 1',
    IsRead: false,
    IsOutOfDate: false,
    Organizer: { Mailbox: { EmailAddress: user2 } },
  });
  const theirs = await get(people.attendee, request.AssociatedCalendarItemId as Id);
  t.match(theirs, {
    kind: 'CalendarItem',
    Subject: 'Cut-over',
    Start: meeting.Start,
    LegacyFreeBusyStatus: 'Tentative',
    MyResponseType: 'NoResponseReceived',
    Organizer: { Mailbox: { EmailAddress: user2 } },
    CalendarItemType: 'Single',
  });
  t.equal(theirs.UID, own.UID, 'it is the same meeting');
  t.match(await latest(people.organizer, 'sentitems', 'Cut-over'), { kind: 'MeetingRequest' });
  await people.hold(t);
});

t.test('nobody is told where nobody shall be', async (t) => {
  const people = new People(await labs.start('silent'));
  const made = await create(people.organizer, { CalendarItem: meeting }, { SendMeetingInvitations: 'SendToNone' });
  t.match(await get(people.organizer, made.ids[0] ?? {}), { MeetingRequestWasSent: false });
  t.strictSame(await all(people.attendee, 'inbox', 'Cut-over'), []);
  t.strictSame(await all(people.attendee, 'calendar', 'Cut-over'), []);
  await create(
    people.organizer,
    { CalendarItem: { ...meeting, Subject: 'No copy' } },
    {
      SendMeetingInvitations: 'SendOnlyToAll',
    },
  );
  t.strictSame(await all(people.organizer, 'sentitems', 'No copy'), []);
  t.equal((await all(people.attendee, 'inbox', 'No copy')).length, 1);
  const nobody = { ...meeting, RequiredAttendees: { Attendee: [{ Mailbox: { Name: 'Nobody at all' } }] } };
  t.equal((await create(people.organizer, { CalendarItem: nobody }, toAll)).code, 'ErrorInvalidRecipients');
  await people.hold(t);
});

t.test('accepting: the calendar, the organizer’s list, the messages', async (t) => {
  const people = new People(await labs.start('accept'));
  const id = await call(people.organizer);
  const request = await latest(people.attendee, 'inbox', 'Cut-over');
  const Body = { BodyType: 'Text', text: 'I come' } as const;
  const accept = { AcceptItem: { Body, ReferenceItemId: request.ItemId } };
  t.equal((await create(people.attendee, accept)).code, 'ErrorMessageDispositionRequired');
  const made = await create(people.attendee, accept, answered);
  t.strictSame(made.kinds, ['CalendarItem', 'MeetingRequest', 'MeetingResponse']);
  t.match(await get(people.attendee, made.ids[0] ?? {}), { MyResponseType: 'Accept', LegacyFreeBusyStatus: 'Busy' });
  t.strictSame(await all(people.attendee, 'inbox', 'Cut-over'), [], 'the request is answered');
  t.match(await latest(people.attendee, 'deleteditems', 'Cut-over'), {
    kind: 'MeetingRequest',
    ResponseType: 'Accept',
  });
  const response = await latest(people.organizer, 'inbox', 'Accepted: Cut-over');
  t.match(response, { kind: 'MeetingResponse', ItemClass: 'IPM.Schedule.Meeting.Resp.Pos', ResponseType: 'Accept' });
  t.match(response.Body, { text: 'I come' });
  t.equal((response.AssociatedCalendarItemId as Id).Id, id.Id);
  t.strictSame(responses(await get(people.organizer, id)), ['Accept']);
  t.match(await latest(people.attendee, 'sentitems', 'Accepted: Cut-over'), { kind: 'MeetingResponse' });
  await people.hold(t);
});

t.test('perhaps and no', async (t) => {
  const people = new People(await labs.start('decline'));
  const id = await call(people.organizer);
  const [theirs] = await all(people.attendee, 'calendar', 'Cut-over');
  const proposed = { ProposedStart: '2027-03-02T09:00:00Z', ProposedEnd: '2027-03-02T10:00:00Z' };
  const tentative = { TentativelyAcceptItem: { ReferenceItemId: theirs?.ItemId, ...proposed } };
  const perhaps = await create(people.attendee, tentative, { MessageDisposition: 'SendOnly' });
  t.strictSame(perhaps.kinds, ['CalendarItem', 'MeetingRequest'], 'the meeting can be answered as well');
  t.match(await latest(people.organizer, 'inbox', 'Tentative: Cut-over'), proposed);
  t.match(await get(people.organizer, id), {
    RequiredAttendees: { Attendee: [{ ResponseType: 'Tentative', ...proposed }] },
  });
  const declined = await create(people.attendee, { DeclineItem: { ReferenceItemId: perhaps.ids[0] } }, answered);
  t.strictSame(declined.kinds, ['CalendarItem', 'MeetingResponse']);
  t.strictSame(await all(people.attendee, 'calendar', 'Cut-over'), []);
  t.match(await get(people.attendee, declined.ids[0] ?? {}), { MyResponseType: 'Decline' });
  t.strictSame(responses(await get(people.organizer, id)), ['Decline']);
  const again = await create(people.attendee, { AcceptItem: { ReferenceItemId: declined.ids[0] } }, answered);
  t.equal(again.code, 'ErrorInvalidItemForOperationAcceptItem', 'it lies in the deleted items');
  const request = (await all(people.attendee, 'deleteditems', 'Cut-over')).find(
    ({ kind }) => kind === 'MeetingRequest',
  );
  const back = await create(people.attendee, { AcceptItem: { ReferenceItemId: request?.ItemId } }, answered);
  t.strictSame(back.kinds, ['CalendarItem', 'MeetingResponse'], 'by the request it comes back, which is gone then');
  t.equal((await all(people.attendee, 'calendar', 'Cut-over')).length, 1);
  await people.hold(t);
});

t.test('without a word to the organizer', async (t) => {
  const people = new People(await labs.start('quiet'));
  const id = await call(people.organizer);
  const request = await latest(people.attendee, 'inbox', 'Cut-over');
  const accept = { AcceptItem: { ReferenceItemId: request.ItemId } };
  const made = await create(people.attendee, accept, { MessageDisposition: 'SaveOnly' });
  t.strictSame(made.kinds, ['CalendarItem', 'MeetingRequest']);
  t.strictSame(responses(await get(people.organizer, id)), ['Unknown']);
  const own = { AcceptItem: { ReferenceItemId: id } };
  t.equal((await create(people.organizer, own, answered)).code, 'ErrorCalendarIsOrganizerForAccept');
  const decline = { DeclineItem: { ReferenceItemId: id } };
  t.equal((await create(people.organizer, decline, answered)).code, 'ErrorCalendarIsOrganizerForDecline');
  t.equal(
    (await create(people.organizer, { RemoveItem: { ReferenceItemId: id } })).code,
    'ErrorCalendarIsOrganizerForRemove',
  );
  const cancel = { CancelCalendarItem: { ReferenceItemId: made.ids[0] } };
  t.equal((await create(people.attendee, cancel, answered)).code, 'ErrorCalendarIsNotOrganizer');
  await people.hold(t);
});

t.test('a change is told: a new time asks anew, another room does not', async (t) => {
  const people = new People(await labs.start('update'));
  const id = await call(people.organizer);
  const first = await latest(people.attendee, 'inbox', 'Cut-over');
  const missing = await people.organizer.ask(updating, {
    ConflictResolution: 'AlwaysOverwrite',
    ItemChanges: { ItemChange: [{ ItemId: id, Updates: [set('calendar:Location', 'x')] }] },
  });
  t.equal(onlyMessage(missing).ResponseCode, 'ErrorSendMeetingInvitationsOrCancellationsRequired');
  await create(people.attendee, { AcceptItem: { ReferenceItemId: first.AssociatedCalendarItemId } }, answered);
  t.equal(await update(people.organizer, id, [set('calendar:Location', 'Room 2')]), 'NoError');
  const told = await latest(people.attendee, 'inbox', 'Cut-over');
  t.match(told, { MeetingRequestType: 'InformationalUpdate', Location: 'Room 2' });
  const theirs = told.AssociatedCalendarItemId as Id;
  t.match(await get(people.attendee, theirs), {
    Location: 'Room 2',
    MyResponseType: 'Accept',
    LegacyFreeBusyStatus: 'Busy',
  });
  t.strictSame(responses(await get(people.organizer, id)), ['Accept'], 'his answer stands');
  const later = [set('calendar:Start', '2027-03-01T11:00:00Z'), set('calendar:End', '2027-03-01T12:00:00Z')] as never;
  await update(people.organizer, id, later);
  const [newest, older] = await all(people.attendee, 'inbox', 'Cut-over');
  t.match(newest, { MeetingRequestType: 'FullUpdate', Start: '2027-03-01T11:00:00Z', AppointmentSequenceNumber: 1 });
  t.match(older, { MeetingRequestType: 'Outdated', IsOutOfDate: true });
  const late = await create(people.attendee, { AcceptItem: { ReferenceItemId: older?.ItemId } }, answered);
  t.equal(late.code, 'ErrorCalendarMeetingRequestIsOutOfDate');
  t.match(await get(people.attendee, theirs), {
    MyResponseType: 'NoResponseReceived',
    LegacyFreeBusyStatus: 'Tentative',
  });
  t.strictSame(responses(await get(people.organizer, id)), ['Unknown']);
  t.equal((await all(people.attendee, 'calendar', 'Cut-over')).length, 1, 'there is one meeting still');
  await update(people.organizer, id, [set('calendar:Location', 'Room 3')], 'SendOnlyToChanged');
  t.match(await get(people.attendee, theirs), { Location: 'Room 2' }, 'those who were invited before hear nothing');
  await people.hold(t);
});

t.test('who is added is invited, who is removed need not come', async (t) => {
  const people = new People(await labs.start('attendees'));
  const id = await call(people.organizer, { ...meeting, RequiredAttendees: attendee('stranger@fabrikam.com') });
  t.strictSame(await all(people.attendee, 'inbox', 'Cut-over'), []);
  await update(people.organizer, id, [set('calendar:OptionalAttendees', attendee(admin))], 'SendToChangedAndSaveCopy');
  t.match(await latest(people.attendee, 'inbox', 'Cut-over'), {
    MeetingRequestType: 'NewMeetingRequest',
    DisplayCc: 'admin',
  });
  const gone = { DeleteItemField: { FieldURI: { FieldURI: 'calendar:OptionalAttendees' } } } as never;
  await update(people.organizer, id, [gone], 'SendOnlyToChanged');
  t.match(await latest(people.attendee, 'inbox', 'Canceled: Cut-over'), { kind: 'MeetingCancellation' });
  t.match(await latest(people.attendee, 'calendar', 'Canceled: Cut-over'), { IsCancelled: true });
  await people.hold(t);
});

t.test('a meeting is cancelled by deleting it, or by saying so', async (t) => {
  const people = new People(await labs.start('cancel'));
  const id = await call(people.organizer);
  t.equal(await remove(people.organizer, id), 'ErrorSendMeetingCancellationsRequired');
  t.equal(await remove(people.organizer, id, 'SendToAllAndSaveCopy'), 'NoError');
  const message = await latest(people.attendee, 'inbox', 'Canceled: Cut-over');
  t.match(message, { kind: 'MeetingCancellation', ItemClass: 'IPM.Schedule.Meeting.Canceled', Start: meeting.Start });
  const theirs = message.AssociatedCalendarItemId as Id;
  t.match(await get(people.attendee, theirs), { IsCancelled: true, LegacyFreeBusyStatus: 'Free', AppointmentState: 7 });
  t.match(await latest(people.organizer, 'sentitems', 'Canceled: Cut-over'), { kind: 'MeetingCancellation' });
  const accept = { AcceptItem: { ReferenceItemId: theirs } };
  t.equal((await create(people.attendee, accept, answered)).code, 'ErrorCalendarIsCancelledForAccept');
  t.match(await create(people.attendee, { RemoveItem: { ReferenceItemId: message.ItemId } }), {
    code: 'NoError',
    kinds: [],
  });
  t.strictSame(await all(people.attendee, 'calendar', 'Canceled: Cut-over'), []);
  t.strictSame(await all(people.attendee, 'inbox', 'Canceled: Cut-over'), []);

  const second = await call(people.organizer, { ...meeting, Subject: 'Second' });
  const NewBodyContent = { BodyType: 'Text', text: 'too late' } as const;
  const said = { CancelCalendarItem: { ReferenceItemId: second, NewBodyContent } };
  t.equal((await create(people.organizer, said)).code, 'ErrorMessageDispositionRequired');
  t.strictSame((await create(people.organizer, said, answered)).kinds, ['MeetingCancellation']);
  t.match(await latest(people.attendee, 'inbox', 'Canceled: Second'), { Body: { text: 'too late' } });
  t.strictSame(await all(people.organizer, 'calendar', 'Second'), []);
  const third = await call(people.organizer, { ...meeting, Subject: 'Third' });
  await remove(people.organizer, third, 'SendToNone');
  t.strictSame(await all(people.attendee, 'inbox', 'Canceled: Third'), [], 'nobody is told where nobody shall be');
  await people.hold(t);
});

t.test('a meeting is forwarded as a request', async (t) => {
  const lab = await labs.start('forward');
  const people = new People(lab);
  const id = await call(people.organizer, { ...meeting, RequiredAttendees: attendee('stranger@fabrikam.com') });
  const ToRecipients = { Mailbox: [{ EmailAddress: admin }] };
  await create(people.organizer, { ForwardItem: { ReferenceItemId: id, ToRecipients } }, answered);
  t.match(await latest(people.attendee, 'inbox', 'FW: Cut-over'), { kind: 'MeetingRequest', Start: meeting.Start });
  t.equal((await all(people.attendee, 'calendar', 'Cut-over')).length, 1);
  await people.hold(t);
});

const daily = {
  ...meeting,
  Subject: 'Daily',
  StartTimeZone: { Id: 'UTC' },
  EndTimeZone: { Id: 'UTC' },
  Recurrence: {
    DailyRecurrence: { Interval: 1 },
    NumberedRecurrence: { StartDate: '2027-03-01', NumberOfOccurrences: 5 },
  },
} as const;
const nth = ({ Id }: Id, InstanceIndex: number) => ({ OccurrenceItemId: { RecurringMasterId: Id, InstanceIndex } });

t.test('one occurrence of a series is changed, another deleted', async (t) => {
  const people = new People(await labs.start('occurrences'));
  const id = await call(people.organizer, daily);
  t.match(await latest(people.attendee, 'inbox', 'Daily'), { CalendarItemType: 'RecurringMaster' });
  const theirs = (await latest(people.attendee, 'calendar', 'Daily')).ItemId as Id;
  const later = [
    set('item:Subject', 'Special'),
    set('calendar:Start', '2027-03-02T11:00:00Z'),
    set('calendar:End', '2027-03-02T12:00:00Z'),
  ] as never;
  t.equal(await update(people.organizer, nth(id, 2), later), 'NoError');
  const changed = { Subject: 'Special', Start: '2027-03-02T11:00:00Z', CalendarItemType: 'Exception' };
  t.match(await get(people.organizer, nth(id, 2)), { ...changed, OriginalStart: '2027-03-02T09:00:00Z' });
  t.match(await get(people.organizer, nth(id, 3)), { Subject: 'Daily', CalendarItemType: 'Occurrence' });
  t.match(await get(people.organizer, id), { Subject: 'Daily', ModifiedOccurrences: { Occurrence: { length: 1 } } });
  t.match(await latest(people.attendee, 'inbox', 'Special'), { RecurrenceId: '2027-03-02T09:00:00Z' });
  t.match(await get(people.attendee, nth(theirs, 2)), changed, 'attendees have it too');
  const crossing = [
    set('calendar:Start', '2027-03-04T09:30:00Z'),
    set('calendar:End', '2027-03-04T09:45:00Z'),
  ] as never;
  t.equal(await update(people.organizer, nth(id, 3), crossing), 'ErrorOccurrenceCrossingBoundary');
  const again = set('calendar:Recurrence', daily.Recurrence);
  t.equal(await update(people.organizer, nth(id, 3), [again]), 'ErrorInvalidPropertySet');
  t.equal(await update(people.organizer, nth(id, 9), [set('item:Subject', 'x')]), 'ErrorItemNotFound');

  t.equal(await remove(people.organizer, nth(id, 4), 'SendToAllAndSaveCopy'), 'NoError');
  t.match(await get(people.organizer, id), {
    DeletedOccurrences: { DeletedOccurrence: [{ Start: '2027-03-04T09:00:00Z' }] },
  });
  t.equal(await remove(people.organizer, nth(id, 4), 'SendToNone'), 'ErrorItemNotFound');
  t.match(await get(people.attendee, nth(theirs, 4)), { IsCancelled: true, Subject: 'Canceled: Daily' });
  t.match(await get(people.attendee, nth(theirs, 5)), { IsCancelled: false });
  await people.hold(t);
});

t.test('an answer to one occurrence is of this one alone', async (t) => {
  const people = new People(await labs.start('one-answer'));
  const id = await call(people.organizer, daily);
  const theirs = (await latest(people.attendee, 'calendar', 'Daily')).ItemId as Id;
  const second = (await get(people.attendee, nth(theirs, 2))).ItemId;
  const made = await create(people.attendee, { DeclineItem: { ReferenceItemId: second } }, answered);
  t.equal(made.code, 'NoError');
  t.strictSame(responses(await get(people.organizer, nth(id, 2))), ['Decline']);
  t.strictSame(responses(await get(people.organizer, nth(id, 3))), ['Unknown']);
  t.equal((await get(people.attendee, nth(theirs, 2))).kind, '', 'it has left the calendar');
  t.match(await latest(people.organizer, 'inbox', 'Declined: Daily'), { RecurrenceId: '2027-03-02T09:00:00Z' });
  await people.hold(t);
});

t.test('a series that comes at other times forgets its exceptions', async (t) => {
  const people = new People(await labs.start('series'));
  const id = await call(people.organizer, daily);
  await update(people.organizer, nth(id, 2), [set('item:Subject', 'Special')]);
  const later = [set('calendar:Start', '2027-03-01T11:00:00Z'), set('calendar:End', '2027-03-01T12:00:00Z')] as never;
  await update(people.organizer, id, later);
  t.match(await get(people.organizer, nth(id, 2)), { Subject: 'Daily', Start: '2027-03-02T11:00:00Z' });
  const theirs = (await latest(people.attendee, 'calendar', 'Daily')).ItemId as Id;
  t.match(await get(people.attendee, nth(theirs, 2)), { Subject: 'Daily', Start: '2027-03-02T11:00:00Z' });
  await people.hold(t);
});

t.test('a series with its exceptions outlives the lab', async (t) => {
  const lab = await labs.start('restart');
  const before = new EwsSession(lab, user2);
  const { ids } = await create(before, { CalendarItem: daily }, { SendMeetingInvitations: 'SendToNone' });
  const id = ids[0] ?? { Id: '' };
  const nowhere = { DeleteItemField: { FieldURI: { FieldURI: 'calendar:Location' } } } as never;
  t.equal(await update(before, nth(id, 2), [nowhere], 'SendToNone'), 'NoError');
  t.equal((await get(before, nth(id, 2))).Location, undefined);
  await lab.close();
  const after = new EwsSession(await labs.reopen('restart'), user2);
  t.equal((await get(after, nth(id, 2))).Location, undefined, 'what was deleted of one occurrence stays deleted');
  t.equal((await get(after, nth(id, 3))).Location, 'Room 1');
  await after.hold(t);
});

t.test('the labs had no defects', async (t) => {
  t.strictSame(labs.defects, []);
});
