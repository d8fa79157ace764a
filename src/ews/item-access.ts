import type { baseItemIds } from '../ews-schema/item-ids.js';
import { eventAt } from '../mailbox/calendar.js';
import { type ObjectId, readId } from '../mailbox/object-id.js';
import type { ValueOf } from '../xsd/model.js';
import { errors } from './errors.js';
import { mailboxOfId, may, type Purpose, requireMailbox } from './folder-access.js';
import type { FoundItem } from './found-item.js';
import type { EwsCall } from './operation.js';
import { isHidden } from './private-items.js';

/** An item as a request names it. */
export type NamedItem = ValueOf<typeof baseItemIds>[number];

/** Throws EwsError: no such mailbox or item, or none of the caller's business. */
export function requireItem(named: NamedItem, call: EwsCall, purpose: Purpose = 'read'): FoundItem {
  const found = findItem(named, call);
  if (!found) throw errors.itemNotFound();
  const folder = found.mailbox.folder(found.item.folder);
  const isOwn = found.owner.guid === call.user.guid;
  if (!isOwn && !(folder && may({ ...found, folder }, call, purpose))) throw errors.accessDenied();
  if (isHidden({ ...found, isOwn })) throw errors.accessDenied(); // inferred
  return { ...found, isOwn };
}

function findItem(named: NamedItem, call: EwsCall): Omit<FoundItem, 'isOwn'> | undefined {
  if ('OccurrenceItemId' in named) {
    const master = byId(named.OccurrenceItemId.RecurringMasterId, call);
    return master && withOccurrence(master, named.OccurrenceItemId.InstanceIndex);
  }
  if ('RecurringMasterItemId' in named) {
    const occurrence = byId(named.RecurringMasterItemId.OccurrenceId, call);
    return occurrence && { ...occurrence, occurrence: undefined };
  }
  const { Id } = 'ItemId' in named ? named.ItemId : named.RecurringMasterItemIdRanges;
  return byId(Id, call);
}

function byId(text: string, call: EwsCall): Omit<FoundItem, 'isOwn'> | undefined {
  requireMailbox(call.user, call);
  if (text === '') throw errors.idEmpty();
  const id = readId(text);
  if (!id) throw errors.idMalformed();
  const place = isOfItem(id) ? mailboxOfId(id, call) : undefined;
  const item = place?.mailbox.item(id.number);
  if (!place || !item) return undefined;
  return id.kind === 'occurrence' ? withOccurrence({ ...place, item }, id.part ?? 0) : { ...place, item };
}

function isOfItem({ kind }: ObjectId): boolean {
  return kind === 'item' || kind === 'occurrence';
}

function withOccurrence(master: Omit<FoundItem, 'isOwn'>, index: number): Omit<FoundItem, 'isOwn'> | undefined {
  const occurrence = eventAt(master.item, index);
  return occurrence?.index === undefined ? undefined : { ...master, occurrence };
}
