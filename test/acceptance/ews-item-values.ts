/** What items have, in the vocabulary of Exchange Web Services. */

export const ItemId = { Id: 'AAMk', ChangeKey: 'CQAAAA==' };
export const subject = { FieldURI: { FieldURI: 'item:Subject' } } as const;
export const flags = { ExtendedFieldURI: { PropertyTag: '0x0E07', PropertyType: 'Integer' } } as const;

export const guid = '01234567-89ab-cdef-0123-456789abcdef';
export const at = '2026-11-30T09:00:00Z';
export const until = '2026-11-30T10:00:00Z';
export const Mailbox = {
  Name: 'User 1',
  EmailAddress: 'user1@lab.test',
  RoutingType: 'SMTP',
  MailboxType: 'Mailbox',
} as const;
export const one = { Mailbox };
export const many = { Mailbox: [Mailbox, { EmailAddress: 'user2@lab.test' }] };
export const text = { BodyType: 'Text', text: 'x' } as const;
const marked = { Id: '1', CreatedBy: Mailbox, CreatedDateTime: at };

export const file = {
  FileAttachment: {
    AttachmentId: { Id: 'AAMkF', RootItemId: 'AAMk', RootItemChangeKey: 'CQ' },
    Name: 'x.txt',
    ContentType: 'text/plain',
    ContentId: 'x',
    ContentLocation: 'https://lab.test/x.txt',
    Size: 1,
    LastModifiedTime: at,
    IsInline: false,
    IsContactPhoto: false,
    Content: 'eA==',
  },
};

export const attachments = [
  file,
  { ItemAttachment: { Name: 'inner', Message: { Subject: 'x', Attachments: [file], ToRecipients: many } } },
  {
    ReferenceAttachment: {
      Name: 'elsewhere',
      AttachLongPathName: 'https://lab.test/x',
      ProviderType: 'x',
      PermissionType: 1,
      AttachmentIsFolder: false,
    },
  },
] as const;

const answers = [
  { AcceptItem: {} },
  { TentativelyAcceptItem: {} },
  { DeclineItem: {} },
  { ReplyToItem: {} },
  { ForwardItem: {} },
  { ReplyAllToItem: {} },
  { CancelCalendarItem: {} },
  { RemoveItem: {} },
  { SuppressReadReceipt: {} },
  { PostReplyItem: {} },
  { AcceptSharingInvitation: {} },
  { AddItemToMyCalendar: {} },
  { ProposeNewTime: {} },
];

export const common = {
  MimeContent: { CharacterSet: 'UTF-8', text: 'eA==' },
  ItemId,
  ParentFolderId: ItemId,
  ItemClass: 'IPM.Note',
  Subject: 'x',
  Sensitivity: 'Normal',
  Body: { BodyType: 'HTML', IsTruncated: false, text: '<p>x</p>' },
  Attachments: attachments,
  DateTimeReceived: at,
  Size: 1,
  Categories: { String: ['Blue'] },
  Importance: 'High',
  InReplyTo: '<1@lab.test>',
  IsSubmitted: false,
  IsDraft: false,
  IsFromMe: false,
  IsResend: false,
  IsUnmodified: true,
  InternetMessageHeaders: { InternetMessageHeader: [{ HeaderName: 'X-Lab', text: 'x' }] },
  DateTimeSent: at,
  DateTimeCreated: at,
  ResponseObjects: answers,
  ReminderDueBy: at,
  ReminderIsSet: true,
  ReminderNextTime: at,
  ReminderMinutesBeforeStart: 15,
  DisplayCc: '',
  DisplayTo: 'User 1',
  DisplayBcc: '',
  HasAttachments: true,
  ExtendedProperty: [{ ...flags, Value: '1' }],
  Culture: 'en-US',
  LastModifiedName: 'User 1',
  LastModifiedTime: at,
  IsAssociated: false,
  WebClientReadFormQueryString: 'https://lab.test/owa/?x',
  WebClientEditFormQueryString: 'https://lab.test/owa/?x',
  ConversationId: ItemId,
  UniqueBody: text,
  Flag: { FlagStatus: 'Flagged', StartDate: at, DueDate: until },
  StoreEntryId: 'AA==',
  InstanceKey: 'AA==',
  NormalizedBody: text,
  EntityExtractionResult: {},
  PolicyTag: { IsExplicit: true, text: guid },
  RetentionDate: at,
  Preview: 'x',
  RightsManagementLicenseData: { RightsManagedMessageDecryptionStatus: 0, EditAllowed: true, ContentOwner: 'x' },
  PredictedActionReasons: { PredictedActionReason: ['None'] },
  IsClutter: false,
  BlockStatus: false,
  HasBlockedImages: false,
  TextBody: text,
  IconIndex: 'MailUnread',
  SearchKey: 'AA==',
  SortKey: 1,
  Mentions: many,
  MentionedMe: true,
  MentionsPreview: { IsMentioned: true },
  MentionsEx: { MentionAction: [{ ...marked, Mentioned: Mailbox, MentionText: 'x' }] },
  AppliedHashtags: { AppliedHashtag: [{ ...marked, Tag: '#x', IsAutoTagged: false, IsInlined: true }] },
  AppliedHashtagsPreview: { Hashtags: { String: ['#x'] } },
  Likes: { Like: [marked] },
  LikesPreview: { LikeCount: 1 },
  CanDelete: true,
  InferenceClassification: 'Focused',
} as const;

export const message = {
  Sender: one,
  ToRecipients: many,
  CcRecipients: {},
  BccRecipients: {},
  IsReadReceiptRequested: false,
  IsDeliveryReceiptRequested: false,
  ConversationIndex: 'AQ==',
  ConversationTopic: 'x',
  From: one,
  InternetMessageId: '<1@lab.test>',
  IsRead: false,
  IsResponseRequested: false,
  References: '<0@lab.test>',
  ReplyTo: many,
  ReceivedBy: one,
  ReceivedRepresenting: one,
  ApprovalRequestData: { IsUndecidedApprovalRequest: true, ApprovalDecision: 1, ApprovalDecisionTime: at },
  VotingInformation: {
    UserOptions: { VotingOptionData: [{ DisplayName: 'Yes', SendPrompt: 'None' }] },
    VotingResponse: 'Yes',
  },
  ReminderMessageData: { ReminderText: 'x', StartTime: at, EndTime: until, AssociatedCalendarItemId: ItemId },
  SenderSMTPAddress: { text: 'user1@lab.test' },
  MailboxGuids: { MailboxGuid: [guid] },
} as const;
