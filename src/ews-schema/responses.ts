import type { ComplexType, ValueOf } from '../xsd/model.js';
import { enumeration, words, xs } from '../xsd/simple-types.js';
import { choices, element, once, optional } from '../xsd/types.js';
import { m, t } from './namespaces.js';
import { exceptionFieldUri, extendedFieldUri, fieldUri, indexedFieldUri } from './paths.js';

export const responseClass = enumeration('t', 'ResponseClassType', words('Success Warning Error'));

/** The codes that the lab gives (MS-OXWSCDATA); a real server has several hundred. */
export const responseCode = enumeration(
  'm',
  'ResponseCodeType',
  words(
    'NoError ErrorExceededFindCountLimit ErrorResultSetTooBig ErrorAccessDenied ErrorAttachmentNestLevelLimitExceeded ErrorAttachmentSizeLimitExceeded ErrorBatchProcessingStopped ErrorCalendarDurationIsTooLong ErrorCalendarEndDateIsEarlierThanStartDate ErrorCalendarViewRangeTooBig ErrorCannotCreateCalendarItemInNonCalendarFolder ErrorCannotCreateContactInNonContactFolder ErrorCannotDeleteObject ErrorChangeKeyRequired ErrorChangeKeyRequiredForWriteOperations ErrorCreateItemAccessDenied ErrorDeleteDistinguishedFolder ErrorFolderExists ErrorFolderNotFound ErrorFreeBusyGenerationFailed ErrorImpersonateUserDenied ErrorInternalServerError ErrorInvalidAttachmentId ErrorInvalidChangeKey ErrorInvalidExchangeImpersonationHeaderData ErrorInvalidFolderId ErrorInvalidFreeBusyViewType ErrorInvalidId ErrorInvalidIdEmpty ErrorInvalidIdMalformed ErrorInvalidItemForOperationCreateItem ErrorInvalidMergedFreeBusyInterval ErrorInvalidOperation ErrorInvalidPropertyDelete ErrorInvalidPropertyRequest ErrorInvalidPropertySet ErrorInvalidRecipients ErrorInvalidRequest ErrorInvalidSchemaVersionForMailboxVersion ErrorInvalidServerVersion ErrorInvalidSmtpAddress ErrorInvalidSubscription ErrorInvalidSyncStateData ErrorInvalidTimeInterval ErrorInvalidWatermark ErrorIrresolvableConflict ErrorItemNotFound ErrorMailRecipientNotFound ErrorMailboxDataArrayEmpty ErrorMailboxDataArrayTooBig ErrorMessageSizeExceeded ErrorMimeContentInvalid ErrorMissingRecipients ErrorNameResolutionMultipleResults ErrorNameResolutionNoMailbox ErrorNameResolutionNoResults ErrorNoFreeBusyAccess ErrorNoPublicFolderReplicaAvailable ErrorNonExistentMailbox ErrorObjectTypeChanged ErrorPropertyUpdate ErrorProxyRequestNotAllowed ErrorProxyRequestProcessingFailed ErrorProxyServiceDiscoveryFailed ErrorQuotaExceeded ErrorReadEventsFailed ErrorRecurrenceHasNoOccurrence ErrorSavedItemFolderNotFound ErrorSchemaValidation ErrorSendAsDenied ErrorServerBusy ErrorSubscriptionNotFound ErrorTimeIntervalTooBig ErrorUnsupportedPathForQuery ErrorUnsupportedPropertyDefinition ErrorUnsupportedQueryFilter ErrorWorkingHoursXmlMalformed ErrorCannotUseItemIdForFolderId ErrorCannotUseFolderIdForItemId ErrorMoveCopyFailed ErrorParentFolderNotFound ErrorDelegateNoUser ErrorInvalidItemForOperationExpandDL ErrorInvalidScheduledOofDuration ErrorInvalidUserOofSettings ErrorAddressSpaceNotFound ErrorAutoDiscoverFailed ErrorTimeoutExpired ErrorTimeZone ErrorToFolderNotFound ErrorMoveDistinguishedFolder ErrorCrossMailboxMoveCopy ErrorNoFolderClassOverride ErrorFolderSaveFailed ErrorFolderSavePropertyError ErrorInvalidFolderTypeForOperation ErrorInvalidPropertyAppend ErrorUpdatePropertyMismatch ErrorExceededSubscriptionCount ErrorExpiredSubscription ErrorInvalidSubscriptionRequest ErrorSubscriptionAccessDenied ErrorCalendarCannotMoveOrCopyOccurrence ErrorCalendarFolderIsInvalidForCalendarView ErrorIncorrectUpdatePropertyCount ErrorInvalidFractionalPagingParameters ErrorInvalidIndexedPagingParameters ErrorInvalidPagingMaxRows ErrorMessageDispositionRequired ErrorMimeContentInvalidBase64String ErrorSendMeetingCancellationsRequired ErrorSendMeetingInvitationsOrCancellationsRequired ErrorUnsupportedMimeConversion ErrorAffectedTaskOccurrencesRequired ErrorCalendarIsCancelledForAccept ErrorCalendarIsCancelledForDecline ErrorCalendarIsCancelledForRemove ErrorCalendarIsCancelledForTentative ErrorCalendarIsNotOrganizer ErrorCalendarIsOrganizerForAccept ErrorCalendarIsOrganizerForDecline ErrorCalendarIsOrganizerForRemove ErrorCalendarIsOrganizerForTentative ErrorCalendarMeetingRequestIsOutOfDate ErrorCannotCreatePostItemInNonMailFolder ErrorCannotCreateTaskInNonTaskFolder ErrorInvalidCompleteDate ErrorInvalidItemForOperationAcceptItem ErrorInvalidItemForOperationCancelItem ErrorInvalidItemForOperationDeclineItem ErrorInvalidItemForOperationRemoveItem ErrorInvalidItemForOperationSendItem ErrorInvalidItemForOperationTentative ErrorInvalidPercentCompleteValue ErrorInvalidReferenceItem ErrorInvalidSendItemSaveSettings ErrorInvalidSharingMessage ErrorMissingInformationReferenceItemId ErrorOccurrenceCrossingBoundary ErrorReadReceiptNotPending ErrorSendMeetingInvitationsRequired',
  ),
);

export type ResponseCode = ValueOf<typeof responseCode>;

/** `<t:Value Name="BackOffMilliseconds">` and the like. */
const namedValue = t.text('ValueType', xs.string, { Name: xs.string });

/** Particulars of an error: which property, how long to wait. A real server's schema leaves open what stands here. */
const messageXml = m.complex('MessageXmlType', {
  content: [
    choices('particulars', {
      FieldURI: once(fieldUri, 't'),
      IndexedFieldURI: once(indexedFieldUri, 't'),
      ExtendedFieldURI: once(extendedFieldUri, 't'),
      ExceptionFieldURI: once(exceptionFieldUri, 't'),
      Value: once(namedValue, 't'),
    }),
  ],
});

/** What an answer says of one of the things that were asked for (MS-OXWSCDATA). */
export const responseMessage = m.complex('ResponseMessageType', {
  attributes: { ResponseClass: responseClass },
  content: [
    {
      MessageText: optional(xs.string),
      ResponseCode: optional(responseCode),
      DescriptiveLinkKey: optional(xs.int),
      MessageXml: optional(messageXml),
    },
  ],
});

/**
 * The answer of an operation that does several things at once: a message for each. `name` is the operation's, as in
 * `GetFolder`.
 */
export function responseElement<Value>(name: string, message: ComplexType<Value>) {
  const messages = m.list(`ArrayOf${name}ResponseMessagesType`, { [`${name}ResponseMessage`]: message }, 1);
  return element(
    'm',
    `${name}Response`,
    m.complex(`${name}ResponseType`, { content: [{ ResponseMessages: messages }] }),
  );
}
