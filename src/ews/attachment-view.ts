import { FixedOffsetZone } from 'luxon';
import { writeId } from '../mailbox/object-id.js';
import type { StoredAttachment } from '../mailbox/stored.js';
import { itemIn, partsOf } from './attachment-content.js';
import type { FoundItem } from './found-item.js';
import { contentOf } from './item-content.js';

type Values = Readonly<Record<string, unknown>>;

/** What an item says of its attachments: everything but what is in them (MS-OXWSATT). Undefined where it has none. */
export function attachmentsOf(found: FoundItem): readonly Values[] | undefined {
  const attachments = (found.item.attachments ?? []).filter(({ within }) => within === undefined);
  return attachments.length === 0 ? undefined : attachments.map((one) => ({ [one.kind]: summaryOf(found, one) }));
}

export function summaryOf(found: FoundItem, attachment: StoredAttachment): Values {
  const { kind, properties } = attachment;
  const item = itemIn(properties);
  const { Content: _, [item?.kind ?? '']: __, ...said } = properties;
  return {
    ...(kind === 'ItemAttachment' ? { ContentType: 'message/rfc822' } : {}),
    ...said,
    AttachmentId: { Id: attachmentIdOf(found, attachment) },
    ...(kind === 'ReferenceAttachment' ? {} : { Size: sizeOf(attachment) }),
    LastModifiedTime: found.item.modified,
    IsInline: said.IsInline ?? false,
  };
}

export function attachmentIdOf({ mailbox, item }: FoundItem, { part }: StoredAttachment): string {
  return writeId({ kind: 'attachment', mailbox, number: item.number, part });
}

/** In bytes; of an item what was said of it. */
export function sizeOf(attachment: StoredAttachment): number {
  const known = sizes.get(attachment) ?? measured(attachment);
  sizes.set(attachment, known);
  return known;
}

/** Attachments are never changed, and every new one of an item asks for the sizes of all. */
const sizes = new WeakMap<StoredAttachment, number>();

function measured({ properties }: StoredAttachment): number {
  const { Content } = properties as { readonly Content?: string };
  if (Content === undefined) return JSON.stringify(properties).length;
  return Math.floor((Content.replace(/[\s=]/g, '').length * 3) / 4);
}

/** The item that an attachment is, as if it stood in the mailbox; undefined for a file. */
export function attachedItem(found: FoundItem, { part, properties }: StoredAttachment): FoundItem | undefined {
  const { kind, value } = itemIn(properties) ?? {};
  if (kind === undefined || value === undefined) return undefined;
  const all = found.item.attachments ?? [];
  const inner = partsOf(all, part);
  const { exceptions: _, deletedOccurrences: __, ...outer } = found.item;
  const item = {
    ...outer,
    kind,
    ...contentOf(kind, value, FixedOffsetZone.utcInstance), // its times have their offset already
    attachments: all
      .filter((one) => one.part !== part && inner.has(one.part))
      .map(({ within, ...one }) => (within === part ? one : { ...one, within })),
  };
  return { ...found, occurrence: undefined, item };
}
