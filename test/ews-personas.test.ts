import t from 'tap';
import type { Organization } from '../src/directory/organization.js';
import { findPeopleRequest, findPeopleResponse } from '../src/ews-schema/operations/find-people.js';
import { getDelegateRequest, getDelegateResponse } from '../src/ews-schema/operations/get-delegate.js';
import {
  getPasswordExpirationDateRequest,
  getPasswordExpirationDateResponse,
} from '../src/ews-schema/operations/get-password-expiration-date.js';
import { getPersonaRequest, getPersonaResponse } from '../src/ews-schema/operations/get-persona.js';
import { getRoomListsRequest, getRoomListsResponse } from '../src/ews-schema/operations/get-room-lists.js';
import { getRoomsRequest, getRoomsResponse } from '../src/ews-schema/operations/get-rooms.js';
import type { ValueOf } from '../src/xsd/model.js';
import { EwsSession } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// People, rooms and delegates.

const user2 = 'user2@msxfaq.de';
const labs = new TestLabs('ews-personas');
const lab = await labs.start('lab', {}, withRooms);
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

/** An organisation with a list of rooms, where user1 plays the room; admin may edit user2's calendar. */
function withRooms(healthy: Organization): Organization {
  const rooms = (healthy.distributionGroups ?? []).map((group) => ({
    ...group,
    guid: 'd9b6e3a1-5c07-4f28-8b4d-06c1f7a95e32',
    name: 'Rooms',
    alias: 'rooms',
    displayName: 'Rooms',
    primarySmtpAddress: 'rooms@msxfaq.de',
    emailAddresses: ['SMTP:rooms@msxfaq.de'],
    recipientTypeDetails: 'RoomList' as const,
    members: healthy.recipients.slice(0, 1).map(({ guid }) => guid),
  }));
  const Calendar = [
    { user: 'Default', accessRights: ['AvailabilityOnly'] },
    { user: 'user1', accessRights: ['Reviewer'] },
    { user: 'admin', accessRights: ['Editor'] },
    { user: 'gone', accessRights: ['Editor'] },
  ];
  const Tasks = [{ user: 'admin', accessRights: ['ReadItems', 'CreateItems'] }];
  const recipients = healthy.recipients.map((one) =>
    one.alias === 'user2' ? { ...one, folderPermissions: { Calendar, Tasks } } : one,
  );
  const distributionGroups = [...(healthy.distributionGroups ?? []), ...rooms.slice(0, 1)];
  return { ...healthy, recipients, distributionGroups };
}

const people = { request: findPeopleRequest, response: findPeopleResponse };
const onePerson = { request: getPersonaRequest, response: getPersonaResponse };
const roomLists = { request: getRoomListsRequest, response: getRoomListsResponse };
const rooms = { request: getRoomsRequest, response: getRoomsResponse };
const delegates = { request: getDelegateRequest, response: getDelegateResponse };
const passwords = { request: getPasswordExpirationDateRequest, response: getPasswordExpirationDateResponse };

type FindPeople = ValueOf<typeof findPeopleRequest.type>;
const directory = { DistinguishedFolderId: { Id: 'directory' } } as const;
const view = (Offset: number, MaxEntriesReturned = 50, BasePoint: 'Beginning' | 'End' = 'Beginning') => ({
  IndexedPageItemView: { Offset, MaxEntriesReturned, BasePoint },
});
const find = (session: EwsSession, more: Partial<FindPeople>) => session.ask(people, { ...view(0), ...more });
const namesIn = (answer: ValueOf<typeof findPeopleResponse.type>) =>
  answer.People?.Persona?.map(({ DisplayName }) => DisplayName);

t.test('the directory is gone through page by page', async (t) => {
  const session = new EwsSession(lab, user2);
  const all = await find(session, { ParentFolderId: directory });
  t.strictSame(namesIn(all), ['admin', 'IT', 'Rooms', 'Staff', 'user1', 'user2']);
  t.match(all, { ResponseCode: 'NoError', TotalNumberOfPeopleInView: 6, FirstLoadedRowIndex: 0 });
  const second = await find(session, { ParentFolderId: directory, ...view(2, 2) });
  t.strictSame(namesIn(second), ['Rooms', 'Staff']);
  t.match(second, { TotalNumberOfPeopleInView: 6, FirstLoadedRowIndex: 2 });
  const last = await find(session, { ParentFolderId: directory, ...view(0, 2, 'End') });
  t.strictSame(namesIn(last), ['user1', 'user2']);
  t.equal(last.FirstLoadedRowIndex, 4);
  const beyond = await find(session, { ParentFolderId: directory, ...view(99) });
  t.match(beyond, { People: {}, TotalNumberOfPeopleInView: 6, FirstLoadedRowIndex: 6 });
  const list = await find(session, { ParentFolderId: { AddressListId: { Id: 'any' } } });
  t.equal(list.TotalNumberOfPeopleInView, 6);
  await session.hold(t);
});

t.test('searched, restricted and sorted', async (t) => {
  const session = new EwsSession(lab, user2);
  const FieldURI = { FieldURI: 'persona:DisplayName' } as const;
  const both = await find(session, { QueryString: 'user1' });
  t.strictSame(namesIn(both), ['user1', 'User1 Contoso'], 'the directory, and the contact of the sample data');
  const backwards = await find(session, {
    ParentFolderId: directory,
    QueryString: 'user',
    SortOrder: { FieldOrder: [{ Order: 'Descending', FieldURI }] },
  });
  t.strictSame(namesIn(backwards), ['user2', 'user1']);
  const restricted = await find(session, {
    ParentFolderId: directory,
    Restriction: {
      Contains: {
        FieldURI,
        Constant: { Value: 'TA' },
        ContainmentMode: 'Substring',
        ContainmentComparison: 'IgnoreCase',
      },
    },
  });
  t.strictSame(namesIn(restricted), ['Staff']);
  const own = await find(session, { ParentFolderId: { DistinguishedFolderId: { Id: 'contacts' } } });
  t.strictSame(namesIn(own), ['User1 Contoso']);
  const nobody = await find(session, { QueryString: 'nobody' });
  t.equal(nobody.TotalNumberOfPeopleInView, 0);
  const inbox = await find(session, { ParentFolderId: { DistinguishedFolderId: { Id: 'inbox' } } });
  t.equal(inbox.TotalNumberOfPeopleInView, 0);
  const unknown = await find(session, { ParentFolderId: { FolderId: { Id: 'AAAA' } } });
  t.match(unknown, { ResponseClass: 'Error', ResponseCode: 'ErrorInvalidIdMalformed' });
  await session.hold(t);
});

t.test('shapes show as much as they ask for; a persona shows all', async (t) => {
  const session = new EwsSession(lab, user2);
  const search = { ParentFolderId: directory, QueryString: 'user1@' } as const;
  const bare = await find(session, {
    ...search,
    PersonaShape: {
      BaseShape: 'IdOnly',
      AdditionalProperties: [{ FieldURI: { FieldURI: 'persona:DisplayName' } }],
    },
  });
  const [persona] = bare.People?.Persona ?? [];
  t.strictSame(Object.keys(persona ?? {}), ['PersonaId', 'DisplayName']);
  const whole = await find(session, { ...search, PersonaShape: { BaseShape: 'AllProperties' } });
  t.match(whole.People?.Persona, [{ PersonaType: 'Person', EmailAddress: { EmailAddress: 'user1@msxfaq.de' } }]);
  const byId = await session.ask(onePerson, { PersonaId: { Id: persona?.PersonaId.Id ?? '' } });
  t.match(byId, { ResponseCode: 'NoError', Persona: whole.People?.Persona?.[0] });
  const byAddress = await session.ask(onePerson, { EmailAddress: { EmailAddress: 'STAFF@msxfaq.de' } });
  t.match(byAddress.Persona, { PersonaType: 'DistributionList', DisplayName: 'Staff' });
  await session.hold(t);
  // Of an error too the schema wants a persona; an answer without one is what a server's serializer makes of none.
  for (const [request, code] of [
    [{ PersonaId: { Id: 'AAAA' } }, 'ErrorItemNotFound'],
    [{ PersonaId: { Id: '' } }, 'ErrorInvalidIdEmpty'],
    [{ EmailAddress: { EmailAddress: 'nobody@msxfaq.de' } }, 'ErrorItemNotFound'],
    [{}, 'ErrorItemNotFound'],
  ] as const) {
    const answer = await session.ask(onePerson, request);
    t.match(answer, { ResponseClass: 'Error', ResponseCode: code });
    t.equal(answer.Persona, undefined);
  }
});

t.test('rooms are in lists', async (t) => {
  const session = new EwsSession(lab, user2);
  const lists = await session.ask(roomLists, {});
  t.match(lists.RoomLists?.Address, [{ Name: 'Rooms', EmailAddress: 'rooms@msxfaq.de', MailboxType: 'PublicDL' }]);
  const list = await session.ask(rooms, { RoomList: { EmailAddress: 'rooms@msxfaq.de' } });
  t.match(list.Rooms?.Room, [{ Id: { EmailAddress: 'user1@msxfaq.de' } }]);
  for (const EmailAddress of ['staff@msxfaq.de', 'nobody@msxfaq.de']) {
    const answer = await session.ask(rooms, { RoomList: { EmailAddress } });
    t.match(answer, { ResponseClass: 'Error', ResponseCode: 'ErrorNameResolutionNoResults' });
  }
  const cloud = new EwsSession(lab, 'user1@msxfaq.de', { url: lab.cloud.url, host: 'outlook.office365.com' });
  t.match(await cloud.ask(roomLists, {}), { ResponseCode: 'NoError', RoomLists: {} });
  await session.hold(t);
  await cloud.hold(t);
});

t.test('delegates are who may edit the calendar', async (t) => {
  const session = new EwsSession(lab, user2);
  const ask = (more: Partial<ValueOf<typeof getDelegateRequest.type>> = {}) =>
    session.ask(delegates, { IncludePermissions: true, Mailbox: { EmailAddress: user2 }, ...more });
  const admin = new EwsSession(lab, 'admin@msxfaq.de');
  const Mailbox = { EmailAddress: 'admin@msxfaq.de' };
  const none = await admin.ask(delegates, { IncludePermissions: true, Mailbox });
  t.match(none, { ResponseCode: 'NoError', DeliverMeetingRequests: 'NoForward' });
  t.equal(none.ResponseMessages, undefined);
  const [one, ...others] = (await ask()).ResponseMessages?.DelegateUserResponseMessageType ?? [];
  t.strictSame(others, []);
  t.match(one, {
    ResponseCode: 'NoError',
    DelegateUser: {
      UserId: { PrimarySmtpAddress: 'admin@msxfaq.de', DisplayName: 'admin', SID: /^S-1-5-21-/ },
      DelegatePermissions: {
        CalendarFolderPermissionLevel: 'Editor',
        TasksFolderPermissionLevel: 'Custom',
        InboxFolderPermissionLevel: 'None',
      },
    },
  });
  const named = await ask({
    IncludePermissions: false,
    UserIds: {
      UserId: [
        { PrimarySmtpAddress: 'ADMIN@msxfaq.de' },
        { PrimarySmtpAddress: 'user1@msxfaq.de' },
        { PrimarySmtpAddress: 'nobody@msxfaq.de' },
      ],
    },
  });
  const [known, other, unknown] = named.ResponseMessages?.DelegateUserResponseMessageType ?? [];
  t.equal(known?.DelegateUser?.DelegatePermissions, undefined);
  t.match(other, { ResponseCode: 'ErrorNotDelegate', MessageText: 'The user is not a delegate for the mailbox.' });
  t.match(unknown, { ResponseClass: 'Error', ResponseCode: 'ErrorDelegateNoUser' });
  for (const [EmailAddress, code] of [
    ['admin@msxfaq.de', 'ErrorAccessDenied'],
    ['user1@msxfaq.de', 'ErrorNonExistentMailbox'],
    ['nobody@msxfaq.de', 'ErrorNonExistentMailbox'],
  ] as const) {
    t.match(await ask({ Mailbox: { EmailAddress } }), { ResponseClass: 'Error', ResponseCode: code });
  }
  await session.hold(t);
});

t.test('passwords do not expire', async (t) => {
  const session = new EwsSession(lab, user2);
  const answer = await session.ask(passwords, { MailboxSmtpAddress: user2 });
  t.match(answer, { ResponseCode: 'NoError', PasswordExpirationDate: /^9999-/ });
  await session.hold(t);
});

t.test('the lab is well', async (t) => {
  t.strictSame(labs.defects, []);
});
