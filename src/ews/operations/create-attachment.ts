import { createAttachmentRequest, createAttachmentResponse } from '../../ews-schema/operations/create-attachment.js';
import type { StoredItem } from '../../mailbox/stored.js';
import type { ValueOf } from '../../xsd/model.js';
import { attachmentsFrom, lastPartOf } from '../attachment-content.js';
import { attachmentIdOf, sizeOf } from '../attachment-view.js';
import { EwsError } from '../errors.js';
import type { FoundItem } from '../found-item.js';
import { requireItem } from '../item-access.js';
import { itemIdOf } from '../item-properties.js';
import { messageForEach } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';

type Request = ValueOf<typeof createAttachmentRequest.type>;

/** CreateAttachment (MS-OXWSATT): each attachment is a change of the item, so each answer has the item's next change key. */
export const createAttachment = operation({
  request: createAttachmentRequest,
  response: createAttachmentResponse,
  answer({ ParentItemId, Attachments }, call) {
    const create = (one: Request['Attachments'][number]) => {
      const found = requireItem({ ItemId: ParentItemId }, call, 'write');
      return { Attachments: [attached(found, one, call)] };
    };
    return messageForEach('CreateAttachment', Attachments, create, { Attachments: [] });
  },
});

function attached(found: FoundItem, one: Request['Attachments'][number], call: EwsCall) {
  if (found.occurrence) {
    throw new EwsError('ErrorInvalidOperation', '[lab] An occurrence has the attachments of its series.');
  }
  const { mailbox, item } = found;
  const made = attachmentsFrom([one], call.zone, lastPartOf(item));
  const attachments = [...(item.attachments ?? []), ...made];
  refuseTooLarge(attachments);
  const [first] = made;
  if (!first) throw new Error('An attachment was made of none.');
  const updated = mailbox.updateItem({ ...item, attachments, lastPart: lastPartOf({ attachments }) });
  const { Id, ChangeKey } = itemIdOf({ ...found, item: updated });
  const AttachmentId = { Id: attachmentIdOf(found, first), RootItemId: Id, RootItemChangeKey: ChangeKey };
  return { [first.kind]: { AttachmentId } } as never;
}

/** What a message may weigh by default: MaxSendSize of the transport configuration of Exchange 2016 and later. */
const largest = 10 * 1024 * 1024;

function refuseTooLarge(attachments: NonNullable<StoredItem['attachments']>): void {
  const size = attachments.reduce((sum, one) => sum + sizeOf(one), 0);
  if (size <= largest) return;
  throw new EwsError('ErrorAttachmentSizeLimitExceeded', 'The file attachment exceeds the maximum supported size.');
}
