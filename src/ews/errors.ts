import type { ResponseCode } from '../ews-schema/responses.js';

/**
 * What is wrong with one of the things a request asks for: it is said in the answer, with HTTP 200 (facts/ews-clients
 * §3.2). The words are those of public traces and documents where a source stands beside them.
 */
export class EwsError extends Error {
  readonly responseCode: ResponseCode;

  constructor(responseCode: ResponseCode, message: string) {
    super(message);
    this.name = 'EwsError';
    this.responseCode = responseCode;
  }
}

/**
 * Widely published words; one place for each. Those that no trace is cited for are the ones that Microsoft's own client
 * library documents beside the code (the ServiceError enumeration of the EWS Managed API).
 */
export const errors = {
  accessDenied: () => new EwsError('ErrorAccessDenied', 'Access is denied. Check credentials and try again.'), // facts/ews-clients §3.3
  affectedTaskOccurrencesRequired: () =>
    new EwsError(
      'ErrorAffectedTaskOccurrencesRequired',
      'AffectedTaskOccurrences attribute is required for Task items.',
    ),
  cannotCreateIn: {
    CalendarItem: () =>
      new EwsError(
        'ErrorCannotCreateCalendarItemInNonCalendarFolder',
        'Cannot create a calendar item in a non-calendar folder.',
      ),
    Contact: () =>
      new EwsError('ErrorCannotCreateContactInNonContactFolder', 'Cannot create a contact in a non-contact folder.'),
    PostItem: () =>
      new EwsError(
        'ErrorCannotCreatePostItemInNonMailFolder',
        'Cannot create a post item in a folder that is not a mail folder.',
      ),
    Task: () => new EwsError('ErrorCannotCreateTaskInNonTaskFolder', 'Cannot create a task in a non-task Folder.'),
  },
  changeKeyRequired: () =>
    new EwsError('ErrorChangeKeyRequired', 'ChangeKey is required if overriding automatic conflict resolution.'),
  createItemAccessDenied: () =>
    new EwsError(
      'ErrorCreateItemAccessDenied',
      'Unable to create item. The user account does not have the right to create items.',
    ),
  exceededFindCount: () =>
    new EwsError(
      'ErrorExceededFindCountLimit',
      'You have exceeded the maximum number of objects that can be returned for the find operation. Use paging to reduce the result size and try your request again.',
    ),
  folderExists: () => new EwsError('ErrorFolderExists', 'A folder with the specified name already exists.'),
  folderNotFound: () => new EwsError('ErrorFolderNotFound', 'The specified folder could not be found in the store.'),
  idEmpty: () => new EwsError('ErrorInvalidIdEmpty', 'Id must be non-empty.'),
  idMalformed: () => new EwsError('ErrorInvalidIdMalformed', 'Id is malformed.'),
  invalidFractionalPaging: () =>
    new EwsError('ErrorInvalidFractionalPagingParameters', 'Invalid fractional paging offset values.'),
  invalidIndexedPaging: () =>
    new EwsError('ErrorInvalidIndexedPagingParameters', 'The specified indexed paging values are invalid.'),
  invalidPagingMaxRows: () =>
    new EwsError('ErrorInvalidPagingMaxRows', 'MaxEntriesReturned must be greater than zero.'),
  irresolvableConflict: () =>
    new EwsError(
      'ErrorIrresolvableConflict',
      'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
    ),
  itemIdForFolderId: () =>
    new EwsError('ErrorCannotUseItemIdForFolderId', 'Expected a folder Id but received an item Id.'),
  nameNotResolved: () => new EwsError('ErrorNameResolutionNoResults', 'No results were found.'),
  itemInvalidFor: {
    AcceptItem: () =>
      new EwsError('ErrorInvalidItemForOperationAcceptItem', 'Item type is invalid for AcceptItem action.'),
    CancelCalendarItem: () =>
      new EwsError('ErrorInvalidItemForOperationCancelItem', 'Item type is invalid for CancelCalendarItem action.'),
    CreateItem: () =>
      new EwsError('ErrorInvalidItemForOperationCreateItem', 'Item type is invalid for CreateItem operation.'),
    DeclineItem: () =>
      new EwsError('ErrorInvalidItemForOperationDeclineItem', 'Item type is invalid for DeclineItem operation.'),
    RemoveItem: () =>
      new EwsError('ErrorInvalidItemForOperationRemoveItem', 'Item type is invalid for RemoveItem operation.'),
    SendItem: () =>
      new EwsError('ErrorInvalidItemForOperationSendItem', 'Item type is invalid for SendItem operation.'),
    TentativelyAcceptItem: () =>
      new EwsError(
        'ErrorInvalidItemForOperationTentative',
        'The item of this type is invalid for TentativelyAcceptItem action.',
      ),
  },
  itemNotFound: () => new EwsError('ErrorItemNotFound', 'The specified object was not found in the store.'),
  meetingCancelledFor: {
    AcceptItem: () =>
      new EwsError('ErrorCalendarIsCancelledForAccept', "A meeting that's been canceled can't be accepted."),
    DeclineItem: () => new EwsError('ErrorCalendarIsCancelledForDecline', "A canceled meeting can't be declined."),
    TentativelyAcceptItem: () =>
      new EwsError('ErrorCalendarIsCancelledForTentative', "A canceled meeting can't be accepted tentatively."),
  },
  meetingRequestOutOfDate: () =>
    new EwsError(
      'ErrorCalendarMeetingRequestIsOutOfDate',
      "The meeting request is out of date. The calendar couldn't be updated.",
    ),
  messageDispositionRequired: () =>
    new EwsError('ErrorMessageDispositionRequired', 'MessageDisposition attribute is required.'),
  missingRecipients: () => new EwsError('ErrorMissingRecipients', 'A message needs to have at least one recipient.'),
  nonExistentMailbox: () =>
    new EwsError('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.'), // facts/ews-clients §3.3
  /** Of a message that CreateItem sends; the words are those of public traces (microsoftgraph/msgraph-sdk-dotnet #1891). */
  noRecipients: () =>
    new EwsError(
      'ErrorInvalidRecipients',
      "At least one recipient isn't valid., A message can't be sent because it contains no recipients.",
    ),
  notOrganizer: () =>
    new EwsError('ErrorCalendarIsNotOrganizer', 'User must be an organizer for CancelCalendarItem action.'),
  objectTypeChanged: () =>
    new EwsError('ErrorObjectTypeChanged', 'Operation would change object type, which is not permitted.'),
  occurrenceCrossingBoundary: () =>
    new EwsError(
      'ErrorOccurrenceCrossingBoundary',
      'Modified occurrence is crossing or overlapping adjacent occurrence.',
    ),
  organizerFor: {
    AcceptItem: () =>
      new EwsError(
        'ErrorCalendarIsOrganizerForAccept',
        'The user is the organizer of this meeting, and cannot, therefore, accept it.',
      ),
    DeclineItem: () =>
      new EwsError(
        'ErrorCalendarIsOrganizerForDecline',
        'The user is the organizer of this meeting, and cannot, therefore, decline it.',
      ),
    RemoveItem: () =>
      new EwsError(
        'ErrorCalendarIsOrganizerForRemove',
        'The user is the organizer of this meeting, and cannot, therefore, remove it.',
      ),
    TentativelyAcceptItem: () =>
      new EwsError(
        'ErrorCalendarIsOrganizerForTentative',
        "The user is the organizer of this meeting, and therefore can't tentatively accept it.",
      ),
  },
  readReceiptNotPending: () =>
    new EwsError('ErrorReadReceiptNotPending', 'Unable to suppress read receipt. Read receipts are not pending.'),
  recurrenceEmpty: () =>
    new EwsError('ErrorRecurrenceHasNoOccurrence', 'Recurrence has no occurrences in the specified range.'),
  referenceItemMissing: () =>
    new EwsError('ErrorMissingInformationReferenceItemId', 'ReferenceItemId must be included in the request.'),
  referenceItemUnfit: () =>
    new EwsError('ErrorInvalidReferenceItem', 'The reference item does not support the requested operation.'),
  savedItemFolderNotFound: () =>
    new EwsError('ErrorSavedItemFolderNotFound', 'The folder in which items were to be saved could not be found.'),
  sendAsDenied: () =>
    new EwsError(
      'ErrorSendAsDenied',
      'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.',
    ),
  sendItemSaveSettings: () =>
    new EwsError(
      'ErrorInvalidSendItemSaveSettings',
      'Invalid combination of SaveItemToFolder attribute and SavedItemFolderId element.',
    ),
  sendMeetingCancellationsRequired: () =>
    new EwsError(
      'ErrorSendMeetingCancellationsRequired',
      'SendMeetingCancellations attribute is required for Calendar items.', // mustang-im/mustang #1437
    ),
  sendMeetingInvitationsOrCancellationsRequired: () =>
    new EwsError(
      'ErrorSendMeetingInvitationsOrCancellationsRequired',
      'The SendMeetingInvitationsOrCancellations attribute is required for calendar items.',
    ),
  sendMeetingInvitationsRequired: () =>
    new EwsError(
      'ErrorSendMeetingInvitationsRequired',
      'The SendMeetingInvitations attribute is required for calendar items.', // ebeigarts/exchanger #5
    ),
  sharingMessageInvalid: () => new EwsError('ErrorInvalidSharingMessage', 'The sharing message is not valid.'),
  syncStateInvalid: () =>
    new EwsError('ErrorInvalidSyncStateData', 'Synchronization state data is corrupt or otherwise invalid.'),
  /** Words that public issue threads quote (dgroup/lazylead #231). */
  unresolvedRecipient: (name: string) =>
    new EwsError(
      'ErrorInvalidRecipients',
      `At least one recipient isn't valid., Recipient "${name}" isn't resolved. All recipients must be resolved before a message can be submitted.`,
    ),
} as const;
