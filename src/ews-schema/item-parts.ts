import { enumeration, ranged, words, xs } from '../xsd/simple-types.js';
import { optional, some } from '../xsd/types.js';
import { t } from './namespaces.js';

/** What items are made of (MS-OXWSCORE, MS-OXWSCDATA). */
export const importance = enumeration('t', 'ImportanceChoicesType', words('Low Normal High'));
export const inferenceClassification = enumeration('t', 'InferenceClassificationType', words('Focused Other'));
export const sensitivity = enumeration('t', 'SensitivityChoicesType', words('Normal Personal Private Confidential'));

export const body = t.text('BodyType', xs.string, {
  BodyType: enumeration('t', 'BodyTypeType', words('HTML Text')),
  IsTruncated: optional(xs.boolean),
});

/** The whole item as a message of the Internet, in base 64. */
export const mimeContent = t.text('MimeContentType', xs.string, { CharacterSet: optional(xs.string) });

export const internetHeaders = t.complex('NonEmptyArrayOfInternetHeadersType', {
  content: [{ InternetMessageHeader: some(t.text('InternetHeaderType', xs.string, { HeaderName: xs.string })) }],
});

/** To be exact, Exchange's ends at five years, and then takes the one number that stands for the default. */
export const reminderMinutes = ranged('t', 'ReminderMinutesBeforeStartType', xs.int, { least: 0 });

export const iconIndex = enumeration(
  't',
  'IconIndexType',
  words(
    'Default PostItem MailRead MailUnread MailReplied MailForwarded MailEncrypted MailSmimeSigned MailEncryptedReplied MailSmimeSignedReplied MailEncryptedForwarded MailSmimeSignedForwarded MailEncryptedRead MailSmimeSignedRead MailIrm MailIrmForwarded MailIrmReplied SmsSubmitted SmsRoutedToDeliveryPoint SmsRoutedToExternalMessagingSystem SmsDelivered OutlookDefaultForContacts AppointmentItem AppointmentRecur AppointmentMeet AppointmentMeetRecur AppointmentMeetNY AppointmentMeetYes AppointmentMeetNo AppointmentMeetMaybe AppointmentMeetCancel AppointmentMeetInfo TaskItem TaskRecur TaskOwned TaskDelegated',
  ),
);

export const flag = t.complex('FlagType', {
  content: [
    {
      FlagStatus: enumeration('t', 'FlagStatusType', words('NotFlagged Flagged Complete')),
      StartDate: optional(xs.dateTime),
      DueDate: optional(xs.dateTime),
      CompleteDate: optional(xs.dateTime),
    },
  ],
});

export const rightsManagementLicense = t.complex('RightsManagementLicenseDataType', {
  content: [
    {
      RightsManagedMessageDecryptionStatus: optional(xs.int),
      RmsTemplateId: optional(xs.string),
      TemplateName: optional(xs.string),
      TemplateDescription: optional(xs.string),
      EditAllowed: optional(xs.boolean),
      ReplyAllowed: optional(xs.boolean),
      ReplyAllAllowed: optional(xs.boolean),
      ForwardAllowed: optional(xs.boolean),
      ModifyRecipientsAllowed: optional(xs.boolean),
      ExtractAllowed: optional(xs.boolean),
      PrintAllowed: optional(xs.boolean),
      ExportAllowed: optional(xs.boolean),
      ProgrammaticAccessAllowed: optional(xs.boolean),
      IsOwner: optional(xs.boolean),
      ContentOwner: optional(xs.string),
      ContentExpiryDate: optional(xs.string),
    },
  ],
});

/** Why Exchange thinks that a message matters. */
export const predictedActionReasons = t.complex('NonEmptyArrayOfPredictedActionReasonType', {
  content: [
    {
      PredictedActionReason: some(
        enumeration(
          't',
          'PredictedActionReasonType',
          words(
            'None ConversationStarterIsYou OnlyRecipient ConversationContributions MarkedImportantBySender SenderIsManager SenderIsInManagementChain SenderIsDirectReport ActionBasedOnSender NameOnToLine NameOnCcLine ManagerPosition ReplyToAMessageFromMe PreviouslyFlagged ActionBasedOnRecipients ActionBasedOnSubjectWords ActionBasedOnBasedOnBodyWords',
          ),
        ),
      ),
    },
  ],
});

/** Addresses, dates and the like that Exchange finds in a body; the lab looks for none. */
export const entityExtractionResult = t.complex('EntityExtractionResultType', {});
