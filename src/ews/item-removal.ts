import { utcText } from '../mailbox/time-zone.js';
import type { FoundItem } from './item-access.js';

export type Disposal = 'HardDelete' | 'SoftDelete' | 'MoveToDeletedItems';

const placesAfter: Readonly<Record<Disposal, string | undefined>> = {
  HardDelete: undefined,
  SoftDelete: 'recoverableitemsdeletions',
  MoveToDeletedItems: 'deleteditems',
};

/** Removes an item; of a series one occurrence alone, where that is meant. */
export function removeItem({ mailbox, item, occurrence }: FoundItem, disposal: Disposal): void {
  if (occurrence?.index !== undefined) {
    const start = occurrence.exception?.originalStart ?? utcText(occurrence.start);
    const exceptions = item.exceptions?.filter(({ originalStart }) => originalStart !== start);
    const deletedOccurrences = [...(item.deletedOccurrences ?? []), start];
    mailbox.updateItem({ ...item, exceptions, deletedOccurrences });
    return;
  }
  const name = placesAfter[disposal];
  const place = name === undefined ? undefined : mailbox.folderNamed(name);
  if (place && place.number !== item.folder) mailbox.moveItem(item, place.number);
  else mailbox.removeItem(item);
}
