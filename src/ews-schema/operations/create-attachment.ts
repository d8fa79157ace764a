import { element } from '../../xsd/types.js';
import { itemId } from '../item-ids.js';
import { attachmentInfo } from '../item-messages.js';
import { attachments } from '../items.js';
import { m } from '../namespaces.js';
import { responseElement } from '../responses.js';

/** CreateAttachment (MS-OXWSATT). */
export const createAttachmentRequest = element(
  'm',
  'CreateAttachment',
  m.complex('CreateAttachmentType', { content: [{ ParentItemId: itemId, Attachments: attachments }] }),
);

export const createAttachmentResponse = responseElement('CreateAttachment', attachmentInfo);
