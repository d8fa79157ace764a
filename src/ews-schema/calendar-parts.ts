import { enumeration, words, xs } from '../xsd/simple-types.js';
import { many, optional, some } from '../xsd/types.js';
import { emailAddress } from './email-address.js';
import { itemId } from './item-ids.js';
import { t } from './namespaces.js';
import { guid } from './paths.js';

/** What appointments and meetings are made of (MS-OXWSMTGS). */
export const legacyFreeBusy = enumeration(
  't',
  'LegacyFreeBusyType',
  words('Free Tentative Busy OOF WorkingElsewhere NoData'),
);

export const calendarItemType = enumeration(
  't',
  'CalendarItemTypeType',
  words('Single Occurrence Exception RecurringMaster'),
);

export const responseType = enumeration(
  't',
  'ResponseTypeType',
  words('Unknown Organizer Tentative Accept Decline NoResponseReceived'),
);

const attendee = t.complex('AttendeeType', {
  content: [
    {
      Mailbox: emailAddress,
      ResponseType: optional(responseType),
      LastResponseTime: optional(xs.dateTime),
      ProposedStart: optional(xs.dateTime),
      ProposedEnd: optional(xs.dateTime),
    },
  ],
});

export const attendees = t.complex('NonEmptyArrayOfAttendeesType', { content: [{ Attendee: some(attendee) }] });

export const occurrenceInfo = t.complex('OccurrenceInfoType', {
  content: [{ ItemId: itemId, Start: xs.dateTime, End: xs.dateTime, OriginalStart: xs.dateTime }],
});

export const occurrences = t.complex('NonEmptyArrayOfOccurrenceInfoType', {
  content: [{ Occurrence: some(occurrenceInfo) }],
});

export const deletedOccurrences = t.complex('NonEmptyArrayOfDeletedOccurrencesType', {
  content: [{ DeletedOccurrence: some(t.complex('DeletedOccurrenceInfoType', { content: [{ Start: xs.dateTime }] })) }],
});

/** Where it is (MS-OXWSCDATA). */
const postalAddress = t.complex('PersonaPostalAddressType', {
  content: [
    {
      Street: optional(xs.string),
      City: optional(xs.string),
      State: optional(xs.string),
      Country: optional(xs.string),
      PostalCode: optional(xs.string),
      PostOfficeBox: optional(xs.string),
      Type: optional(xs.string),
      Latitude: optional(xs.double),
      Longitude: optional(xs.double),
      Accuracy: optional(xs.double),
      Altitude: optional(xs.double),
      AltitudeAccuracy: optional(xs.double),
      FormattedAddress: optional(xs.string),
      LocationUri: optional(xs.string),
      LocationSource: optional(
        enumeration(
          't',
          'LocationSourceType',
          words('None LocationServices PhonebookServices Device Contact Resource'),
        ),
      ),
    },
  ],
});

export const enhancedLocation = t.complex('EnhancedLocationType', {
  content: [
    {
      DisplayName: xs.string,
      Annotation: optional(xs.string),
      PostalAddress: optional(postalAddress),
    },
  ],
});

export const onlineMeetingSettings = t.complex('OnlineMeetingSettingsType', {
  content: [
    {
      LobbyBypass: enumeration('t', 'LobbyBypassType', words('Disabled EnabledForGatewayParticipants')),
      AccessLevel: enumeration('t', 'OnlineMeetingAccessLevelType', words('Locked Invited Internal Everyone')),
      Presenters: enumeration('t', 'PresentersType', words('Disabled Internal Everyone')),
    },
  ],
});

/** Reminders by e-mail. */
export const inboxReminders = t.complex('ArrayOfInboxReminderType', {
  content: [
    {
      InboxReminder: many(
        t.complex('InboxReminderType', {
          content: [
            {
              Id: optional(guid),
              ReminderOffset: optional(xs.int),
              Message: optional(xs.string),
              IsOrganizerReminder: optional(xs.boolean),
              OccurrenceChange: optional(
                enumeration('t', 'EmailReminderChangeType', words('None Added Override Deleted')),
              ),
              SendOption: optional(
                enumeration('t', 'EmailReminderSendOption', words('NotSet User AllAttendees Staff Customer')),
              ),
            },
          ],
        }),
      ),
    },
  ],
});

export const calendarActivityData = t.complex('CalendarActivityDataType', {
  content: [
    {
      ActivityAction: xs.string,
      ClientId: xs.string,
      CasRequestId: guid,
      IndexSelected: xs.int,
    },
  ],
});
