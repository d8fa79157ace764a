import { getAttachmentRequest, getAttachmentResponse } from '../../ews-schema/operations/get-attachment.js';
import type { ValueOf } from '../../xsd/model.js';
import { type FoundAttachment, requireAttachment } from '../attachment-access.js';
import { attachedItem, summaryOf } from '../attachment-view.js';
import { showItem } from '../item-view.js';
import { messageForEach, messageForEachInTurn } from '../messages.js';
import { itemWithMime, wantsMime } from '../mime/item-mime.js';
import { operation } from '../operation.js';

type Request = ValueOf<typeof getAttachmentRequest.type>;
type Shape = NonNullable<Request['AttachmentShape']>;

/** GetAttachment (MS-OXWSATT): files with their content, attached items with all that they have. */
export const getAttachment = operation({
  request: getAttachmentRequest,
  response: getAttachmentResponse,
  answer({ AttachmentShape: shape = {}, AttachmentIds: { AttachmentId: ids } }, call) {
    type Id = (typeof ids)[number];
    const nothing = { Attachments: [] };
    if (!wantsMime(shape)) {
      const show = (id: Id) => ({ Attachments: [shown(requireAttachment(id, call), shape)] });
      return messageForEach('GetAttachment', ids, show, nothing);
    }
    const show = async (id: Id) => ({ Attachments: [await shownWithMime(requireAttachment(id, call), shape)] });
    return messageForEachInTurn('GetAttachment', ids, show, nothing);
  },
});

function shown({ found, attachment }: FoundAttachment, shape: Shape) {
  const item = attachedItem(found, attachment);
  return withContent({ found, attachment }, item && showItem(item, { ...shape, BaseShape: 'AllProperties' }));
}

async function shownWithMime({ found, attachment }: FoundAttachment, shape: Shape) {
  const item = attachedItem(found, attachment);
  const element = item && (await itemWithMime(item, { ...shape, BaseShape: 'AllProperties' }));
  return withContent({ found, attachment }, element);
}

/** An attached item has no id of its own: it is got by its attachment's. */
function withContent({ found, attachment }: FoundAttachment, item: object | undefined) {
  const { Content } = attachment.properties;
  const items = Object.entries(item ?? {}).map(([kind, { ItemId: _, ParentFolderId: __, ...one }]) => [kind, one]);
  const content = { ...(Content === undefined ? {} : { Content }), ...Object.fromEntries(items) };
  return { [attachment.kind]: { ...summaryOf(found, attachment), ...content } } as never;
}
