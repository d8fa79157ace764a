import { type Outgoing, type Place, recipientsOf, type Sending, send, withResolvedRecipients } from './delivery.js';
import { type EwsError, errors } from './errors.js';
import type { NamedFolder } from './folder-access.js';
import type { FoundItem } from './found-item.js';
import { createIn, folderOfKind, savedItemFolder } from './new-item.js';
import type { EwsCall } from './operation.js';
import { addressIn, recipientOf } from './recipients.js';

/** What becomes of a message (MS-OXWSCDATA). */
export type Disposition = 'SaveOnly' | 'SendOnly' | 'SendAndSaveCopy';

interface Destination {
  readonly disposition: Disposition;
  /** Where it is saved, or the copy of it; the drafts and the sent items are usual. */
  readonly folder?: NamedFolder | undefined;
}

/** Saves a message, or sends it; the item where one is saved that was not sent. */
export function dispose(
  outgoing: Outgoing,
  { disposition, folder }: Destination,
  call: EwsCall,
): FoundItem | undefined {
  if (disposition === 'SaveOnly') {
    const place = folder ? savedItemFolder(folder, call) : folderOfKind('drafts', call);
    const properties = { ...outgoing.properties, ...(isUnsent(outgoing) ? { IsDraft: true } : {}) };
    return createIn(place, { ...outgoing, properties, isRead: true });
  }
  sendMessage(outgoing, copyPlace(disposition, folder, call), call, errors.noRecipients);
  return undefined;
}

/** Where the copy of what is sent goes; undefined where none is kept. */
export function copyPlace(disposition: Disposition, folder: NamedFolder | undefined, call: EwsCall): Place | undefined {
  if (disposition !== 'SendAndSaveCopy') return undefined;
  return folder ? savedItemFolder(folder, call) : folderOfKind('sentitems', call);
}

/** Sends a message of the caller's; throws EwsError where somebody else stands as its author, or nobody as recipient. */
export function sendMessage(
  outgoing: Outgoing,
  copyTo: Place | undefined,
  call: EwsCall,
  noRecipients: () => EwsError,
): void {
  const sending: Sending = { owner: call.user, call };
  const from = addressIn(outgoing.properties.From);
  const author = from && recipientOf(from, call.organization.addressBookOf(call.user));
  if (from && author?.guid !== call.user.guid) throw errors.sendAsDenied();
  if (recipientsOf(outgoing.properties).length === 0) throw noRecipients();
  send(withResolvedRecipients(outgoing, sending), sending, { copyTo });
}

/** mfUnsent of PidTagMessageFlags: who sets the flags himself says by it whether it is a draft (MS-OXCMSG). */
const unsentFlag = 8;

function isUnsent({ extended = [] }: Outgoing): boolean {
  const flags = extended.find(({ uri }) => /^0x0*e07$/i.test(String(uri.PropertyTag)));
  return flags === undefined || (Number(flags.value) & unsentFlag) !== 0;
}
