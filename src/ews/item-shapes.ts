import { fieldsOf } from './item-fields.js';

/** Which properties the base shapes have (the public page "Property sets and response shapes in EWS in Exchange"). */

const everywhere = ['ItemId', 'Subject', 'HasAttachments', 'Attachments', 'Body', 'ResponseObjects'];

const message = [
  ...['Sensitivity', 'Size', 'DateTimeSent', 'DateTimeCreated', 'ToRecipients', 'CcRecipients', 'BccRecipients'],
  ...['From', 'IsRead', 'IsReadReceiptRequested', 'IsDeliveryReceiptRequested'],
];

const meeting = ['AssociatedCalendarItemId', 'IsDelegated', 'IsOutOfDate', 'HasBeenProcessed', 'ResponseType'];

const usual: Readonly<Record<string, readonly string[]>> = {
  Message: message,
  PostItem: message,
  MeetingMessage: [...message, ...meeting],
  MeetingRequest: [...message, ...meeting, 'MeetingRequestType', 'IntendedFreeBusyStatus', 'Start', 'End', 'Location'],
  MeetingResponse: [...message, ...meeting],
  MeetingCancellation: [...message, ...meeting],
  CalendarItem: [
    ...['Start', 'End', 'LegacyFreeBusyStatus', 'Location', 'CalendarItemType', 'MyResponseType', 'Organizer'],
    ...[
      'RequiredAttendees',
      'OptionalAttendees',
      'Resources',
      'IsRecurring',
      'IsMeeting',
      'IsAllDayEvent',
      'Recurrence',
    ],
  ],
  Contact: [
    ...['FileAs', 'DisplayName', 'GivenName', 'Surname', 'CompanyName', 'CompleteName', 'EmailAddresses', 'JobTitle'],
    ...['PhysicalAddresses', 'PhoneNumbers', 'ImAddresses', 'Culture'],
  ],
  DistributionList: ['DisplayName', 'FileAs', 'ContactSource', 'Members'],
  Task: ['DueDate', 'PercentComplete', 'StartDate', 'Status'],
};

/** FindItem and SyncFolderItems do not read these: they stand in the item alone (the same page). */
const onlyInItem: ReadonlySet<string> = new Set([
  ...['Body', 'TextBody', 'UniqueBody', 'NormalizedBody', 'Attachments', 'MimeContent', 'ResponseObjects'],
  ...['ToRecipients', 'CcRecipients', 'BccRecipients', 'ReplyTo', 'InternetMessageHeaders'],
  ...['RequiredAttendees', 'OptionalAttendees', 'Resources', 'Recurrence', 'FirstOccurrence', 'LastOccurrence'],
  ...['ModifiedOccurrences', 'DeletedOccurrences', 'MeetingTimeZone', 'Members', 'CompleteName', 'Preview'],
]);

/** Only on demand. */
const neverUnasked: ReadonlySet<string> = new Set([
  'MimeContent',
  'UniqueBody',
  'NormalizedBody',
  'TextBody',
  'Preview',
  'InstanceKey',
]);

type BaseShape = 'IdOnly' | 'Default' | 'AllProperties' | 'PcxPeopleSearch';

const known = new Map<string, readonly string[]>();

/** They are put together once for each kind. */
export function namesInShape(kind: string, shape: BaseShape, isList: boolean): readonly string[] {
  if (shape === 'IdOnly' || shape === 'PcxPeopleSearch') return idOnly;
  const key = `${kind} ${shape} ${isList}`;
  const before = known.get(key);
  if (before) return before;
  const all =
    shape === 'Default'
      ? [...everywhere, ...(usual[kind] ?? [])]
      : fieldsOf(kind).filter((name) => !neverUnasked.has(name));
  const names = isList ? all.filter((name) => !onlyInItem.has(name)) : all;
  known.set(key, names);
  return names;
}

const idOnly = ['ItemId'];
