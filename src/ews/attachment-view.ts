import { writeId } from '../mailbox/object-id.js';
import type { StoredAttachment } from '../mailbox/stored.js';
import type { FoundItem } from './item-access.js';

/** What an item says of its attachments: everything but what is in them (MS-OXWSATT). Undefined where it has none. */
export function attachmentsOf(found: FoundItem): readonly Readonly<Record<string, unknown>>[] | undefined {
  const attachments = found.item.attachments ?? [];
  return attachments.length === 0 ? undefined : attachments.map((one) => ({ [one.kind]: summaryOf(found, one) }));
}

export function summaryOf({ mailbox, item }: FoundItem, { part, properties }: StoredAttachment) {
  const { Name, ContentType, ContentId, ContentLocation, Content, IsInline } = properties as AttachmentProperties;
  const size = Content === undefined ? undefined : Math.floor((Content.length * 3) / 4);
  return {
    AttachmentId: { Id: writeId({ kind: 'attachment', mailbox: mailbox.guid, number: item.number, part }) },
    ...defined({ Name, ContentType, ContentId, ContentLocation, Size: size }),
    LastModifiedTime: item.modified,
    IsInline: IsInline ?? false,
  };
}

interface AttachmentProperties {
  readonly Name?: string;
  readonly ContentType?: string;
  readonly ContentId?: string;
  readonly ContentLocation?: string;
  readonly Content?: string;
  readonly IsInline?: boolean;
}

function defined(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
