import { utcText } from '../mailbox/time-zone.js';
import type { FoundItem } from './item-access.js';

export type Disposal = 'HardDelete' | 'SoftDelete' | 'MoveToDeletedItems';

const placesAfter: Readonly<Record<Disposal, string | undefined>> = {
  HardDelete: undefined,
  SoftDelete: 'recoverableitemsdeletions',
  MoveToDeletedItems: 'deleteditems',
};

/** Removes an item; of a series one occurrence alone, where that is meant. Where it lies now, if it is anywhere. */
export function removeItem(found: FoundItem, disposal: Disposal): FoundItem | undefined {
  const { mailbox, item, occurrence } = found;
  if (occurrence?.index !== undefined) {
    const start = occurrence.exception?.originalStart ?? utcText(occurrence.start);
    const exceptions = item.exceptions?.filter(({ originalStart }) => originalStart !== start);
    const deletedOccurrences = [...(item.deletedOccurrences ?? []), start];
    mailbox.updateItem({ ...item, exceptions, deletedOccurrences });
    return undefined;
  }
  const name = placesAfter[disposal];
  const place = name === undefined ? undefined : mailbox.folderNamed(name);
  const isElsewhere = place && place.number !== item.folder;
  const moved = isElsewhere ? mailbox.createItem({ ...item, folder: place.number }) : undefined;
  mailbox.removeItem(item);
  return moved && { ...found, item: moved };
}
