import { xs } from '../xsd/simple-types.js';
import { optional, some } from '../xsd/types.js';
import { t } from './namespaces.js';

/** What is attached to items (MS-OXWSATT); items.ts has the items that are. */
const requestAttachmentId = t.complex('RequestAttachmentIdType', { attributes: { Id: xs.string } });

export const requestAttachmentIds = t.complex('NonEmptyArrayOfRequestAttachmentIdsType', {
  content: [{ AttachmentId: some(requestAttachmentId) }],
});

const attachmentId = t.extended('AttachmentIdType', requestAttachmentId, {
  attributes: { RootItemId: optional(xs.string), RootItemChangeKey: optional(xs.string) },
});

export const rootItemId = t.complex('RootItemIdType', {
  attributes: { RootItemId: xs.string, RootItemChangeKey: xs.string },
});

export const attachment = t.complex('AttachmentType', {
  content: [
    {
      AttachmentId: optional(attachmentId),
      Name: optional(xs.string),
      ContentType: optional(xs.string),
      ContentId: optional(xs.string),
      ContentLocation: optional(xs.string),
      AttachmentOriginalUrl: optional(xs.string),
      Size: optional(xs.int),
      LastModifiedTime: optional(xs.dateTime),
      IsInline: optional(xs.boolean),
    },
  ],
});

export const fileAttachment = t.extended('FileAttachmentType', attachment, {
  content: [{ IsContactPhoto: optional(xs.boolean), Content: optional(xs.base64Binary) }],
});

/** A file that lies elsewhere. */
export const referenceAttachment = t.extended('ReferenceAttachmentType', attachment, {
  content: [
    {
      AttachLongPathName: optional(xs.string),
      ProviderType: optional(xs.string),
      ProviderEndpointUrl: optional(xs.string),
      AttachmentThumbnailUrl: optional(xs.string),
      AttachmentPreviewUrl: optional(xs.string),
      PermissionType: optional(xs.int),
      OriginalPermissionType: optional(xs.int),
      AttachmentIsFolder: optional(xs.boolean),
    },
  ],
});
