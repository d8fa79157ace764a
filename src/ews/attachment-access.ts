import { readId, writeId } from '../mailbox/object-id.js';
import type { StoredAttachment } from '../mailbox/stored.js';
import { EwsError, errors } from './errors.js';
import type { Purpose } from './folder-access.js';
import type { FoundItem } from './found-item.js';
import { requireItem } from './item-access.js';
import type { EwsCall } from './operation.js';

/** An attachment that is there, and that the caller may see. */
export interface FoundAttachment {
  readonly found: FoundItem;
  readonly attachment: StoredAttachment;
}

/** Throws EwsError: no such item or attachment, or none of the caller's business. */
export function requireAttachment(
  { Id }: { readonly Id: string },
  call: EwsCall,
  purpose: Purpose = 'read',
): FoundAttachment {
  if (Id === '') throw errors.idEmpty();
  const id = readId(Id);
  if (!id) throw errors.idMalformed();
  if (id.kind !== 'attachment') throw notThere();
  const itemId = writeId({ kind: 'item', mailbox: id.mailbox, number: id.number });
  const found = requireItem({ ItemId: { Id: itemId } }, call, purpose);
  const attachment = found.item.attachments?.find(({ part }) => part === id.part);
  if (!attachment) throw notThere();
  return { found, attachment };
}

/** The code is documented for an attachment that its item has not. */
const notThere = () => new EwsError('ErrorInvalidAttachmentId', 'The specified attachment Id is invalid.');
