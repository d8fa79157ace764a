import t from 'tap';
import { ewsNamespaces } from '../src/ews-schema/namespaces.js';
import {
  alternateId,
  alternatePublicFolderId,
  alternatePublicFolderItemId,
  convertIdRequest,
  convertIdResponse,
} from '../src/ews-schema/operations/convert-id.js';
import { expandDLRequest, expandDLResponse } from '../src/ews-schema/operations/expand-dl.js';
import { findPeopleRequest, findPeopleResponse } from '../src/ews-schema/operations/find-people.js';
import { getDelegateRequest, getDelegateResponse } from '../src/ews-schema/operations/get-delegate.js';
import {
  getPasswordExpirationDateRequest,
  getPasswordExpirationDateResponse,
} from '../src/ews-schema/operations/get-password-expiration-date.js';
import { getPersonaRequest, getPersonaResponse } from '../src/ews-schema/operations/get-persona.js';
import { getRoomListsRequest, getRoomListsResponse } from '../src/ews-schema/operations/get-room-lists.js';
import { getRoomsRequest, getRoomsResponse } from '../src/ews-schema/operations/get-rooms.js';
import {
  getServiceConfigurationRequest,
  getServiceConfigurationResponse,
} from '../src/ews-schema/operations/get-service-configuration.js';
import { getUserPhotoRequest, getUserPhotoResponse } from '../src/ews-schema/operations/get-user-photo.js';
import { resolveNamesRequest, resolveNamesResponse } from '../src/ews-schema/operations/resolve-names.js';
import { parseXml } from '../src/protocol/xml-document.js';
import { ofType } from '../src/xsd/write.js';
import { answerOf, example, hold, noSamples, sample, valid, valueIn } from './acceptance/ews-messages.js';
import { noSchema, noXmllint } from './acceptance/tools.js';

// People, ids and configuration in the vocabulary of Exchange Web Services.

const skip = noXmllint || noSchema();

t.test('what clients ask for is read', { skip: noSamples }, async (t) => {
  t.strictSame(valueIn(resolveNamesRequest, sample('ewsjs/ResolveNames-1')), {
    ReturnFullContactData: true,
    SearchScope: 'ActiveDirectory',
    UnresolvedEntry: 'user1@lab.test',
  });
  t.strictSame(valueIn(resolveNamesRequest, sample('exchangelib/ResolveNames-1')), {
    ReturnFullContactData: false,
    UnresolvedEntry: 'user1@lab.test',
  });
  t.strictSame(valueIn(convertIdRequest, sample('exchangelib/ConvertId-1')), {
    DestinationFormat: 'EntryId',
    SourceIds: [{ AlternateId: { Format: 'EwsId', Id: 'DUMMY', Mailbox: 'DUMMY' } }],
  });
});

const success = { ResponseClass: 'Success', ResponseCode: 'NoError' } as const;
const user1 = {
  Name: 'User One',
  EmailAddress: 'user1@lab.test',
  RoutingType: 'SMTP',
  MailboxType: 'Mailbox',
} as const;
const all = { IncludesLastItemInRange: true, TotalItemsInView: 1 };
const PersonaId = { Id: 'cGVyc29uYTox' };

const persona = {
  PersonaId,
  PersonaType: 'Person',
  CreationTime: '2026-11-24T09:00:00Z',
  DisplayName: 'User One',
  GivenName: 'User',
  Surname: 'One',
  Title: 'Tester',
  EmailAddress: user1,
  EmailAddresses: { Address: [user1] },
  PhoneNumber: { Number: '1', Type: 'Business' },
  RelevanceScore: 2_147_483_647,
};

t.test('names and lists hold Exchange’s schema', { skip }, async (t) => {
  const contact = { DisplayName: 'User One', GivenName: 'User', ContactSource: 'ActiveDirectory', Surname: 'One' };
  await hold(t, [
    example(resolveNamesRequest, {
      ReturnFullContactData: true,
      SearchScope: 'ContactsActiveDirectory',
      ContactDataShape: 'AllProperties',
      ParentFolderIds: [{ DistinguishedFolderId: { Id: 'contacts' } }],
      UnresolvedEntry: 'user',
    }),
    example(
      resolveNamesResponse,
      answerOf('ResolveNames', {
        ResolutionSet: { ...all, Resolution: [{ Mailbox: user1, Contact: contact }, { Mailbox: user1 }] },
      }),
    ),
    example(expandDLRequest, { Mailbox: { EmailAddress: 'all@lab.test' } }),
    example(expandDLResponse, answerOf('ExpandDL', { DLExpansion: { ...all, Mailbox: [user1] } })),
  ]);
});

t.test('people hold it', { skip }, async (t) => {
  await hold(t, [
    example(findPeopleRequest, {
      PersonaShape: {
        BaseShape: 'IdOnly',
        AdditionalProperties: [{ FieldURI: { FieldURI: 'persona:DisplayName' } }],
      },
      IndexedPageItemView: { BasePoint: 'Beginning', Offset: 0, MaxEntriesReturned: 10 },
      ParentFolderId: { DistinguishedFolderId: { Id: 'directory' } },
      QueryString: 'user',
      Context: { ContextProperty: [{ Key: 'AppName', Value: 'OWA' }] },
      QuerySources: { Source: ['Directory'] },
    }),
    example(findPeopleResponse, {
      ...success,
      People: { Persona: [persona] },
      TotalNumberOfPeopleInView: 1,
      FirstMatchingRowIndex: 0,
      FirstLoadedRowIndex: 0,
    }),
    example(getPersonaRequest, { PersonaId }),
    example(getPersonaRequest, { EmailAddress: { EmailAddress: 'user1@lab.test' } }),
    example(getPersonaResponse, { ...success, Persona: persona }),
  ]);
});

t.test('ids of all kinds hold it, with their type', { skip }, async (t) => {
  const Mailbox = 'user1@lab.test';
  const folder = { Format: 'EwsId', FolderId: 'b' } as const;
  await hold(t, [
    example(convertIdRequest, {
      DestinationFormat: 'HexEntryId',
      SourceIds: [
        { AlternateId: { Format: 'EwsId', Id: 'a', Mailbox, IsArchive: false } },
        { AlternatePublicFolderId: folder },
        { AlternatePublicFolderItemId: { ...folder, ItemId: 'c' } },
      ],
    }),
  ]);
  const converted = [
    ofType(alternateId, { Format: 'HexEntryId', Id: '00', Mailbox }),
    ofType(alternatePublicFolderId, folder),
    ofType(alternatePublicFolderItemId, { ...folder, ItemId: 'c' }),
  ];
  const answers = converted.map((AlternateId) => example(convertIdResponse, answerOf('ConvertId', { AlternateId })));
  await valid(t, answers);
  const [withoutPrefixes] = await valid(t, answers, 'default');
  t.match(withoutPrefixes, /<AlternateId xsi:type="q1:AlternateIdType" xmlns:q1=/);
});

const mailTips = {
  MailTipsEnabled: true,
  MaxRecipientsPerGetMailTipsRequest: 50,
  MaxMessageSize: 37_748_736,
  LargeAudienceThreshold: 25,
  ShowExternalRecipientCount: false,
  InternalDomains: { Domain: [{ Name: 'lab.test', IncludeSubdomains: false }] },
  PolicyTipsEnabled: false,
  LargeAudienceCap: 1000,
};

t.test('configuration holds it', { skip }, async (t) => {
  const unifiedMessaging = { UmEnabled: false, PlayOnPhoneDialString: '', PlayOnPhoneEnabled: false };
  await hold(t, [
    example(getServiceConfigurationRequest, {
      ActingAs: { EmailAddress: 'user1@lab.test', RoutingType: 'SMTP' },
      RequestedConfiguration: { ConfigurationName: [['MailTips'], ['UnifiedMessagingConfiguration']] },
      ConfigurationRequestDetails: {},
    }),
    example(getServiceConfigurationResponse, {
      ...success,
      ResponseMessages: {
        ServiceConfigurationResponseMessageType: [
          { ...success, MailTipsConfiguration: mailTips },
          { ...success, UnifiedMessagingConfiguration: unifiedMessaging },
        ],
      },
    }),
    example(getPasswordExpirationDateRequest, { MailboxSmtpAddress: 'user1@lab.test' }),
    example(getPasswordExpirationDateResponse, { ...success, PasswordExpirationDate: '2027-01-01T00:00:00Z' }),
  ]);
});

t.test('what the schema leaves open is passed over', async (t) => {
  const details =
    '<m:ConfigurationRequestDetails><t:PolicyNudges><x/></t:PolicyNudges></m:ConfigurationRequestDetails>';
  const names =
    '<m:RequestedConfiguration><m:ConfigurationName>PolicyNudges</m:ConfigurationName></m:RequestedConfiguration>';
  const request = `<m:GetServiceConfiguration xmlns:m="${ewsNamespaces.m}" xmlns:t="${ewsNamespaces.t}">${names}${details}</m:GetServiceConfiguration>`;
  t.strictSame(valueIn(getServiceConfigurationRequest, parseXml(request)), {
    RequestedConfiguration: { ConfigurationName: [['PolicyNudges']] },
    ConfigurationRequestDetails: {},
  });
});

t.test('delegates hold it', { skip }, async (t) => {
  await hold(t, [
    example(getDelegateRequest, {
      IncludePermissions: true,
      Mailbox: { EmailAddress: 'user1@lab.test' },
      UserIds: { UserId: [{ PrimarySmtpAddress: 'user2@lab.test' }] },
    }),
    example(getDelegateResponse, { ...success, DeliverMeetingRequests: 'NoForward' }),
    example(getDelegateResponse, {
      ...success,
      ResponseMessages: {
        DelegateUserResponseMessageType: [
          {
            ...success,
            DelegateUser: {
              UserId: { SID: 'S-1-5-21-1', PrimarySmtpAddress: 'user2@lab.test', DisplayName: 'User 2' },
              DelegatePermissions: { CalendarFolderPermissionLevel: 'Editor', InboxFolderPermissionLevel: 'None' },
              ReceiveCopiesOfMeetingMessages: true,
              ViewPrivateItems: false,
            },
          },
        ],
      },
      DeliverMeetingRequests: 'DelegatesAndMe',
    }),
  ]);
});

t.test('rooms and photos hold it', { skip }, async (t) => {
  await hold(t, [
    example(getRoomListsRequest, {}),
    example(getRoomListsResponse, { ...success, RoomLists: { Address: [user1] } }),
    example(getRoomsRequest, { RoomList: { EmailAddress: 'rooms@lab.test' } }),
    example(getRoomsResponse, { ...success, Rooms: { Room: [{ Id: user1 }] } }),
    example(getUserPhotoRequest, {
      Email: 'user1@lab.test',
      SizeRequested: 'HR48x48',
      TypeRequested: 'UserPhoto',
    }),
    example(getUserPhotoResponse, { ...success, HasChanged: true, PictureData: 'iVBORw0KGgo=' }),
  ]);
});
