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
    'NoError ErrorAccessDenied ErrorAddressSpaceNotFound ErrorAffectedTaskOccurrencesRequired ErrorAttachmentNestLevelLimitExceeded ErrorAttachmentSizeLimitExceeded ErrorAutoDiscoverFailed ErrorBatchProcessingStopped ErrorCalendarCannotMoveOrCopyOccurrence ErrorCalendarDurationIsTooLong ErrorCalendarEndDateIsEarlierThanStartDate ErrorCalendarFolderIsInvalidForCalendarView ErrorCalendarIsCancelledForAccept ErrorCalendarIsCancelledForDecline ErrorCalendarIsCancelledForRemove ErrorCalendarIsCancelledForTentative ErrorCalendarIsNotOrganizer ErrorCalendarIsOrganizerForAccept ErrorCalendarIsOrganizerForDecline ErrorCalendarIsOrganizerForRemove ErrorCalendarIsOrganizerForTentative ErrorCalendarMeetingRequestIsOutOfDate ErrorCalendarViewRangeTooBig ErrorCannotCreateCalendarItemInNonCalendarFolder ErrorCannotCreateContactInNonContactFolder ErrorCannotCreatePostItemInNonMailFolder ErrorCannotCreateTaskInNonTaskFolder ErrorCannotDeleteObject ErrorCannotUseFolderIdForItemId ErrorCannotUseItemIdForFolderId ErrorChangeKeyRequired ErrorChangeKeyRequiredForWriteOperations ErrorCreateItemAccessDenied ErrorCrossMailboxMoveCopy ErrorDelegateNoUser ErrorDeleteDistinguishedFolder ErrorDuplicateUserIdsSpecified ErrorExceededFindCountLimit ErrorExceededSubscriptionCount ErrorExpiredSubscription ErrorFolderExists ErrorFolderNotFound ErrorFolderSaveFailed ErrorFolderSavePropertyError ErrorFreeBusyGenerationFailed ErrorImpersonateUserDenied ErrorIncorrectUpdatePropertyCount ErrorInternalServerError ErrorInvalidAttachmentId ErrorInvalidChangeKey ErrorInvalidCompleteDate ErrorInvalidExchangeImpersonationHeaderData ErrorInvalidFolderId ErrorInvalidFolderTypeForOperation ErrorInvalidFractionalPagingParameters ErrorInvalidFreeBusyViewType ErrorInvalidId ErrorInvalidIdEmpty ErrorInvalidIdMalformed ErrorInvalidIndexedPagingParameters ErrorInvalidItemForOperationAcceptItem ErrorInvalidItemForOperationCancelItem ErrorInvalidItemForOperationCreateItem ErrorInvalidItemForOperationDeclineItem ErrorInvalidItemForOperationExpandDL ErrorInvalidItemForOperationRemoveItem ErrorInvalidItemForOperationSendItem ErrorInvalidItemForOperationTentative ErrorInvalidMergedFreeBusyInterval ErrorInvalidOperation ErrorInvalidPagingMaxRows ErrorInvalidPercentCompleteValue ErrorInvalidPermissionSettings ErrorInvalidPropertyAppend ErrorInvalidPropertyDelete ErrorInvalidPropertyRequest ErrorInvalidPropertySet ErrorInvalidRecipients ErrorInvalidReferenceItem ErrorInvalidRequest ErrorInvalidScheduledOofDuration ErrorInvalidSchemaVersionForMailboxVersion ErrorInvalidSendItemSaveSettings ErrorInvalidServerVersion ErrorInvalidSharingMessage ErrorInvalidSmtpAddress ErrorInvalidSubscription ErrorInvalidSubscriptionRequest ErrorInvalidSyncStateData ErrorInvalidTimeInterval ErrorInvalidUserInfo ErrorInvalidUserOofSettings ErrorInvalidWatermark ErrorIrresolvableConflict ErrorItemNotFound ErrorMailRecipientNotFound ErrorMailboxDataArrayEmpty ErrorMailboxDataArrayTooBig ErrorMessageDispositionRequired ErrorMessageSizeExceeded ErrorMimeContentInvalid ErrorMimeContentInvalidBase64String ErrorMissingInformationReferenceItemId ErrorMissingRecipients ErrorMoveCopyFailed ErrorMoveDistinguishedFolder ErrorNameResolutionMultipleResults ErrorNameResolutionNoMailbox ErrorNameResolutionNoResults ErrorNoFolderClassOverride ErrorNoFreeBusyAccess ErrorNoPublicFolderReplicaAvailable ErrorNonExistentMailbox ErrorNotDelegate ErrorObjectTypeChanged ErrorOccurrenceCrossingBoundary ErrorParentFolderNotFound ErrorPropertyUpdate ErrorProxyRequestNotAllowed ErrorProxyRequestProcessingFailed ErrorProxyServiceDiscoveryFailed ErrorQuotaExceeded ErrorReadEventsFailed ErrorReadReceiptNotPending ErrorRecurrenceHasNoOccurrence ErrorResultSetTooBig ErrorSavedItemFolderNotFound ErrorSchemaValidation ErrorSendAsDenied ErrorSendMeetingCancellationsRequired ErrorSendMeetingInvitationsOrCancellationsRequired ErrorSendMeetingInvitationsRequired ErrorServerBusy ErrorSubscriptionAccessDenied ErrorSubscriptionNotFound ErrorTimeIntervalTooBig ErrorTimeZone ErrorTimeoutExpired ErrorToFolderNotFound ErrorUnsupportedMimeConversion ErrorUnsupportedPathForQuery ErrorUnsupportedPropertyDefinition ErrorUnsupportedQueryFilter ErrorUpdatePropertyMismatch ErrorWorkingHoursXmlMalformed',
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
