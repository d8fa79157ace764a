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

/** Widely published words; one place for each. */
export const errors = {
  accessDenied: () => new EwsError('ErrorAccessDenied', 'Access is denied. Check credentials and try again.'), // facts/ews-clients §3.3
  cancellationsRequired: () =>
    new EwsError(
      'ErrorSendMeetingCancellationsRequired',
      '[lab] SendMeetingCancellations is required for calendar items.',
    ),
  changeKeyRequired: () => new EwsError('ErrorChangeKeyRequired', 'A change key is required for this operation.'),
  folderExists: () => new EwsError('ErrorFolderExists', 'A folder with the specified name already exists.'),
  folderNotFound: () => new EwsError('ErrorFolderNotFound', 'The specified folder could not be found in the store.'),
  idEmpty: () => new EwsError('ErrorInvalidIdEmpty', 'Id must be non-empty.'),
  idMalformed: () => new EwsError('ErrorInvalidIdMalformed', 'Id is malformed.'),
  invalidFractionalPaging: () =>
    new EwsError('ErrorInvalidFractionalPagingParameters', '[lab] A fraction is a number from 0 to 1.'),
  invalidIndexedPaging: () => new EwsError('ErrorInvalidIndexedPagingParameters', '[lab] An offset is 0 or more.'),
  invalidPagingMaxRows: () => new EwsError('ErrorInvalidPagingMaxRows', '[lab] A page has one entry or more.'),
  invitationsOrCancellationsRequired: () =>
    new EwsError(
      'ErrorSendMeetingInvitationsOrCancellationsRequired',
      '[lab] SendMeetingInvitationsOrCancellations is required for calendar items.',
    ),
  irresolvableConflict: () =>
    new EwsError(
      'ErrorIrresolvableConflict',
      'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
    ),
  itemIdForFolderId: () =>
    new EwsError('ErrorCannotUseItemIdForFolderId', '[lab] This is the id of an item, not of a folder.'),
  itemNotFound: () => new EwsError('ErrorItemNotFound', 'The specified object was not found in the store.'),
  nameNotResolved: () => new EwsError('ErrorNameResolutionNoResults', 'No results were found.'),
  messageDispositionRequired: () =>
    new EwsError('ErrorMessageDispositionRequired', '[lab] MessageDisposition is required for messages.'),
  nonExistentMailbox: () =>
    new EwsError('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.'), // facts/ews-clients §3.3
  syncStateInvalid: () =>
    new EwsError('ErrorInvalidSyncStateData', 'Synchronization state data is corrupt or otherwise invalid.'),
} as const;
