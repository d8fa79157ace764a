import { utcText } from '../mailbox/time-zone.js';
import type { FoundItem } from './found-item.js';
import { moveTo } from './item-relocation.js';

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
  const folder = name === undefined ? undefined : mailbox.folderNamed(name);
  if (folder && folder.number !== item.folder) return { ...found, item: moveTo({ mailbox, folder }, found) };
  mailbox.removeItem(item);
  return undefined;
}
