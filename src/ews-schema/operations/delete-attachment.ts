import { element, optional } from '../../xsd/types.js';
import { requestAttachmentIds, rootItemId } from '../attachments.js';
import { m } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';

/** DeleteAttachment (MS-OXWSATT). */
export const deleteAttachmentRequest = element(
  'm',
  'DeleteAttachment',
  m.complex('DeleteAttachmentType', { content: [{ AttachmentIds: requestAttachmentIds }] }),
);

export const deleteAttachmentResponse = responseElement(
  'DeleteAttachment',
  m.extended('DeleteAttachmentResponseMessageType', responseMessage, {
    content: [{ RootItemId: optional(rootItemId) }],
  }),
);
