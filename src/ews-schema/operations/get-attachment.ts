import { element, optional } from '../../xsd/types.js';
import { requestAttachmentIds } from '../attachments.js';
import { attachmentInfo } from '../item-messages.js';
import { m } from '../namespaces.js';
import { responseElement } from '../responses.js';
import { attachmentShape } from '../shapes.js';

/** GetAttachment (MS-OXWSATT). */
export const getAttachmentRequest = element(
  'm',
  'GetAttachment',
  m.complex('GetAttachmentType', {
    content: [{ AttachmentShape: optional(attachmentShape), AttachmentIds: requestAttachmentIds }],
  }),
);

export const getAttachmentResponse = responseElement('GetAttachment', attachmentInfo);
