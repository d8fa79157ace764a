import type { Clock } from '../clock.js';
import { type Birth, birthSaidIn, birthSettings, createBornFolders } from './birth.js';
import type { ChangeLog } from './change-log.js';
import { RecordedContents } from './recorded-contents.js';
import {
  type Change,
  goneItem,
  type NewFolder,
  type NewItem,
  type Origin,
  type StoredFolder,
  type StoredItem,
  type Tombstone,
} from './stored.js';
import { utcText } from './time-zone.js';

/** Where something is moved or copied from; the mailbox adds the change. */
type Source = Omit<Origin, 'change'>;

interface MailboxOptions {
  readonly clock: Clock;
  readonly log: ChangeLog;
  /** How often it has been reset, if it is born now. */
  readonly resets?: number;
}

/**
 * A mailbox: folders and items, each with the number of its last change. The changes are the truth: a log keeps them, and
 * what has changed since a number is what a client has to hear.
 */
export class Mailbox implements Birth {
  readonly guid: string;
  readonly born: number;
  readonly resets: number;
  readonly #clock: Clock;
  readonly #contents: RecordedContents;

  constructor(guid: string, { clock, log, resets = 0 }: MailboxOptions) {
    this.guid = guid;
    this.#clock = clock;
    this.#contents = new RecordedContents(log);
    if (this.#contents.folders.size === 0) this.#beBorn({ born: clock.now(), resets });
    ({ born: this.born, resets: this.resets } = birthSaidIn(this.#contents.settings));
  }

  /** The number of the last change. */
  get lastChange(): number {
    return this.#contents.lastChange;
  }

  get folders(): readonly StoredFolder[] {
    return [...this.#contents.folders.values()];
  }

  folder(number: number): StoredFolder | undefined {
    return this.#contents.folders.get(number);
  }

  /** The folder that clients know by this name: `inbox`. */
  folderNamed(distinguishedName: string): StoredFolder | undefined {
    return this.#contents.folderNamed(distinguishedName);
  }

  childrenOf(folder: number): readonly StoredFolder[] {
    return this.#contents.childrenOf(folder);
  }

  /** In the order in which they came. */
  itemsIn(folder: number): readonly StoredItem[] {
    return this.#contents.itemsOf(folder);
  }

  item(number: number): StoredItem | undefined {
    return this.#contents.items.get(number);
  }

  /** What was said of the mailbox as a whole; undefined where nothing was. */
  setting(name: string): unknown {
    return this.#contents.settings.get(name);
  }

  changeSetting(name: string, value: unknown): void {
    this.#contents.recordSetting(name, value);
  }

  /** What has left folders after a change. */
  goneSince(change: number): readonly Tombstone[] {
    return this.#contents.goneSince(change);
  }

  /** Whether all that has gone since a change is still known. */
  remembers(change: number): boolean {
    return this.#contents.remembers(change);
  }

  /** Calls back for every change from now on; the answer ends it. */
  subscribe(listener: (change: Change) => void): () => void {
    return this.#contents.subscribe(listener);
  }

  createFolder(folder: NewFolder & { readonly distinguishedName?: string }, origin?: Source): StoredFolder {
    const stamps = this.#newStamps();
    const created = { ...folder, ...stamps, number: this.#nextNumber(), origin: origin && this.#stamped(origin) };
    this.#contents.record({ folder: created });
    return created;
  }

  updateFolder(folder: StoredFolder): StoredFolder {
    const updated = { ...folder, modified: this.#now(), change: this.lastChange + 1 };
    this.#contents.record({ folder: updated });
    return updated;
  }

  /** With all that is in it; it stays the same folder. */
  moveFolder(folder: StoredFolder, parent: number, displayName = folder.displayName): StoredFolder {
    const origin = this.#stamped({ how: 'moved', number: folder.number, folder: folder.parent });
    return this.updateFolder({ ...folder, parent, displayName, origin });
  }

  /** With all that is in it. */
  removeFolder({ number, parent, arrived, origin }: StoredFolder): void {
    for (const child of this.childrenOf(number)) this.removeFolder(child);
    for (const item of this.itemsIn(number)) this.removeItem(item);
    const movedFrom = origin?.how === 'moved' ? origin.folder : undefined;
    this.#contents.record({
      gone: { kind: 'folder', number, from: parent, arrived, change: this.lastChange + 1, movedFrom },
    });
  }

  createItem(item: NewItem, origin?: Source): StoredItem {
    const created = this.#newItem(item, origin);
    this.#contents.record({ item: created });
    return created;
  }

  /** It is another one there, with another number. */
  moveItem(item: StoredItem, folder: number): StoredItem {
    const moved = this.#newItem({ ...item, folder }, { how: 'moved', number: item.number, folder: item.folder });
    this.#contents.record({ item: moved, gone: goneItem(item, moved.change + 1, true) });
    return moved;
  }

  /** It comes and goes at once; gives the number that it had. */
  passThrough(item: NewItem): number {
    const created = this.#newItem(item);
    this.#contents.record({ item: created, gone: goneItem(created, created.change + 1) });
    return created.number;
  }

  copyItem(item: StoredItem, folder: number): StoredItem {
    return this.createItem({ ...item, folder }, { how: 'copied', number: item.number, folder: item.folder });
  }

  /** Whether it was read is no change of its content. */
  updateItem(item: StoredItem, { isReadMark = false } = {}): StoredItem {
    const change = this.lastChange + 1;
    const own = isReadMark ? {} : { modified: this.#now(), contentChange: change };
    const updated = { ...item, ...own, change };
    this.#contents.record({ item: updated });
    return updated;
  }

  removeItem(item: StoredItem): void {
    this.#contents.record({ gone: goneItem(item, this.lastChange + 1) });
  }

  close(): void {
    this.#contents.close();
  }

  #beBorn(birth: Birth): void {
    for (const { name, value } of birthSettings(birth)) this.changeSetting(name, value);
    createBornFolders((folder) => this.createFolder(folder), this.#nextNumber());
  }

  #newItem(item: NewItem, origin?: Source): StoredItem {
    const stamps = this.#newStamps();
    const from = origin && this.#stamped(origin);
    const own = { ...stamps, created: item.created ?? stamps.created, contentChange: stamps.change };
    return { ...item, ...own, number: this.#nextNumber(), origin: from };
  }

  #newStamps() {
    const now = this.#now();
    const change = this.lastChange + 1;
    return { created: now, modified: now, arrived: change, change };
  }

  #stamped(origin: Source): Origin {
    return { ...origin, change: this.lastChange + 1 };
  }

  #nextNumber(): number {
    return this.#contents.lastNumber + 1;
  }

  #now(): string {
    return utcText(this.#clock.now());
  }
}
