import type { StoredItem } from '../mailbox/stored.js';
import { calendarProperties } from './calendar-properties.js';
import { EwsError } from './errors.js';
import type { FoundFolder } from './folder-access.js';
import type { FoundItem } from './found-item.js';
import { itemIdOf, messageProperties } from './item-properties.js';

/** Where an item goes to. */
type Target = Pick<FoundFolder, 'mailbox' | 'folder'>;

/** A copy of an item in another folder, of its mailbox or of another's; throws EwsError for one occurrence of a series. */
export function copyTo({ mailbox, folder }: Target, found: FoundItem): StoredItem {
  const item = whole(found);
  if (mailbox.guid === found.mailbox.guid) return mailbox.copyItem(item, folder.number);
  return mailbox.createItem({ ...item, folder: folder.number });
}

/** As copyTo, and it is gone from where it was. */
export function moveTo({ mailbox, folder }: Target, found: FoundItem): StoredItem {
  const item = whole(found);
  if (mailbox.guid === found.mailbox.guid) return mailbox.moveItem(item, folder.number);
  const moved = mailbox.createItem({ ...item, folder: folder.number });
  found.mailbox.removeItem(found.item);
  return moved;
}

function whole(found: FoundItem): StoredItem {
  if (found.occurrence) {
    throw new EwsError('ErrorCalendarCannotMoveOrCopyOccurrence', 'Can not move or copy a calendar occurrence.');
  }
  return { ...found.item, properties: lasting(found) };
}

/** By what others know it, it knows itself wherever it is: that must not follow from its number any longer. */
function lasting(found: FoundItem): StoredItem['properties'] {
  const { kind, properties } = found.item;
  if (kind === 'CalendarItem') return { UID: calendarProperties.UID?.(found), ...properties };
  if (kind !== 'Message') return properties;
  return { InternetMessageId: messageProperties.InternetMessageId?.(found), ...properties };
}

/** The new id; across mailboxes an answer has none (the public pages on MoveItem and CopyItem). */
export function relocated(
  { mailbox, owner, isOwn }: FoundFolder,
  from: FoundItem,
  item: StoredItem,
  returnNewItemIds = true,
) {
  if (!returnNewItemIds || from.mailbox.guid !== mailbox.guid) return { Items: [] };
  return { Items: [{ [item.kind]: { ItemId: itemIdOf({ mailbox, owner, item, isOwn }) } } as never] };
}
