import { at, common, file, guid, ItemId, Mailbox, many, message, one, text, until } from './ews-item-values.js';
import { meeting, noEnd, place, recurrences } from './ews-meeting-values.js';

/** Items of every kind, and answers to items. */

const identity = { UID: 'x', RecurrenceId: at, DateTimeStamp: at };
const about = {
  ItemId,
  AssociatedCalendarItemId: ItemId,
  IsDelegated: false,
  ResponseType: 'Accept',
  ...identity,
} as const;
const who = { Home: 'Home', Business: 'Business' } as const;
const { Attachments: _, EntityExtractionResult: __, ...plain } = common;

export const items = [
  { Item: common },
  { Message: { ...common, ...message } },
  {
    CalendarItem: {
      ...common,
      ...identity,
      ...meeting,
      OriginalStart: at,
      When: 'x',
      IsResponseRequested: true,
      InboxReminders: {
        InboxReminder: [{ Id: guid, ReminderOffset: 15, OccurrenceChange: 'None', SendOption: 'User' }],
      },
      JoinOnlineMeetingUrl: 'https://lab.test/meet',
      OnlineMeetingSettings: { LobbyBypass: 'Disabled', AccessLevel: 'Everyone', Presenters: 'Internal' },
      IsOrganizer: true,
    },
  },
  ...recurrences.map((Recurrence) => ({ CalendarItem: { Recurrence } })),
  {
    Contact: {
      ...plain,
      FileAs: 'Last, First',
      FileAsMapping: 'LastCommaFirst',
      DisplayName: 'First Last',
      CompleteName: { FirstName: 'First', LastName: 'Last', YomiLastName: 'x' },
      EmailAddresses: { Entry: [{ Key: 'EmailAddress1', Name: 'x', RoutingType: 'SMTP', text: 'user1@lab.test' }] },
      AbchEmailAddresses: { Email: [{ Type: 'Personal', Address: 'user1@lab.test' }] },
      PhysicalAddresses: { Entry: [{ Key: who.Home, Street: 'x', City: 'Bern', CountryOrRegion: 'CH' }] },
      PhoneNumbers: { Entry: [{ Key: 'BusinessPhone', text: '1' }] },
      Birthday: at,
      BusinessHomePage: 'https://lab.test/',
      Children: { String: ['x'] },
      ContactSource: 'Store',
      ImAddresses: { Entry: [{ Key: 'ImAddress1', text: 'x' }] },
      PostalAddressIndex: who.Business,
      HasPicture: false,
      Photo: 'AA==',
      UserSMIMECertificate: { Base64Binary: ['AA=='] },
      ManagerMailbox: one,
      DirectReports: many,
      IsPrivate: false,
      Urls: { Url: [{ Type: 'Personal', Name: 'x', Address: 'https://lab.test/' }] },
      ConversationGuid: guid,
    },
  },
  {
    DistributionList: {
      DisplayName: 'List',
      FileAs: 'List',
      ContactSource: 'Store',
      Members: { Member: [{ Key: 'x', Mailbox, Status: 'Normal' }] },
    },
  },
  { MeetingMessage: { ...plain, ...message, ...about } },
  {
    MeetingRequest: {
      ...about,
      MeetingRequestType: 'NewMeetingRequest',
      IntendedFreeBusyStatus: 'Busy',
      ...meeting,
      ChangeHighlights: { HasLocationChanged: true, Location: 'x', HasStartTimeChanged: true, Start: at },
    },
  },
  { MeetingResponse: { ...about, Start: at, End: until, ProposedStart: at, EnhancedLocation: place } },
  { MeetingCancellation: { ...about, Start: at, End: until, Location: 'Room 1', CalendarItemType: 'Single' } },
  {
    Task: {
      Subject: 'x',
      ActualWork: 1,
      Contacts: { String: ['x'] },
      DelegationState: 'NoMatch',
      IsAssignmentEditable: 0,
      IsComplete: false,
      PercentComplete: 50,
      Recurrence: { DailyRegeneration: { Interval: 1 }, ...noEnd },
      StartDate: at,
      Status: 'InProgress',
    },
  },
  { PostItem: { Subject: 'x', From: one, PostedTime: at, Sender: one } },
  { RoleMember: { DisplayName: 'x', Type: 'Group' } },
  { Network: { DomainId: 1, LastSync: at } },
  { Person: { PersonId: guid, ContactHandles: { ContactHandle: [{ SourceId: 'x', ObjectId: 'y' }] } } },
] as const;

const reply = { Body: text, ToRecipients: many, ReferenceItemId: ItemId, NewBodyContent: text } as const;
const registration = { Sensitivity: 'Private', Body: text, Attachments: [file], ReferenceItemId: ItemId } as const;

export const replies = [
  { AcceptItem: registration },
  { TentativelyAcceptItem: { ...registration, ProposedStart: at, ProposedEnd: until } },
  { DeclineItem: registration },
  { ReplyToItem: { ...reply, Subject: 'RE: x', From: one } },
  { ForwardItem: reply },
  { ReplyAllToItem: { ...reply, IsSpecificMessageReply: true } },
  { CancelCalendarItem: { ReferenceItemId: ItemId, NewBodyContent: text } },
  { RemoveItem: { ReferenceItemId: ItemId } },
  { SuppressReadReceipt: { ReferenceItemId: ItemId } },
  { PostReplyItem: { Subject: 'x', ReferenceItemId: ItemId, NewBodyContent: text } },
  { AcceptSharingInvitation: { ReferenceItemId: ItemId } },
] as const;
