import { deleteAttachmentRequest, deleteAttachmentResponse } from '../../ews-schema/operations/delete-attachment.js';
import { requireAttachment } from '../attachment-access.js';
import { lastPartOf, partsOf } from '../attachment-content.js';
import { itemIdOf } from '../item-properties.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

/** DeleteAttachment (MS-OXWSATT): the answer has the item's new change key. */
export const deleteAttachment = operation({
  request: deleteAttachmentRequest,
  response: deleteAttachmentResponse,
  answer({ AttachmentIds: { AttachmentId: ids } }, call) {
    const remove = (id: (typeof ids)[number]) => {
      const { found, attachment } = requireAttachment(id, call, 'write');
      const all = found.item.attachments ?? [];
      const gone = partsOf(all, attachment.part);
      const lastPart = lastPartOf(found.item);
      const attachments = all.filter(({ part }) => !gone.has(part));
      const item = found.mailbox.updateItem({ ...found.item, attachments, lastPart });
      const { Id, ChangeKey } = itemIdOf({ ...found, item });
      return { RootItemId: { RootItemId: Id, RootItemChangeKey: ChangeKey } };
    };
    return messageForEach('DeleteAttachment', ids, remove, {});
  },
});
