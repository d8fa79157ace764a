import type { Clock } from '../clock.js';
import { bornFolders } from './born-folders.js';
import type { ChangeLog } from './change-log.js';
import { type Change, type LogEntry, type StoredFolder, type StoredItem, subjectOf, type Tombstone } from './stored.js';

/** What makes a folder or an item; the mailbox adds number, times and changes. */
export type NewFolder = Pick<StoredFolder, 'parent' | 'kind' | 'folderClass' | 'displayName' | 'extended'>;
export type NewItem = Pick<StoredItem, 'folder' | 'kind' | 'properties' | 'extended' | 'attachments' | 'isRead'>;

/** How many of those that are gone are remembered: a client that has not asked for longer reads its folder anew. */
const mostTombstones = 10_000;

/** A log is written anew when it holds so many times what it would have to. */
const mostGarbage = 4;

/**
 * A mailbox: folders and items, each with the number of its last change. The changes are the truth: a log keeps them, and
 * what has changed since a number is what a client has to hear.
 */
export class Mailbox {
  readonly guid: string;
  readonly #clock: Clock;
  readonly #log: ChangeLog;
  readonly #folders = new Map<number, StoredFolder>();
  readonly #items = new Map<number, StoredItem>();
  readonly #settings = new Map<string, unknown>();
  #gone: Tombstone[] = [];
  #lastChange = 0;
  #lastNumber = 0;
  readonly #listeners = new Set<(change: Change) => void>();

  constructor(guid: string, { clock, log }: { readonly clock: Clock; readonly log: ChangeLog }) {
    this.guid = guid;
    this.#clock = clock;
    this.#log = log;
    for (const entry of log.earlier) this.#take(entry);
    if (this.#folders.size === 0) this.#beBorn();
    else if (log.earlier.length > mostGarbage * this.#kept().length) log.replace(this.#kept());
  }

  /** The number of the last change. */
  get lastChange(): number {
    return this.#lastChange;
  }

  get folders(): readonly StoredFolder[] {
    return [...this.#folders.values()];
  }

  folder(number: number): StoredFolder | undefined {
    return this.#folders.get(number);
  }

  /** The folder that clients know by this name: `inbox`. */
  folderNamed(distinguishedName: string): StoredFolder | undefined {
    return this.folders.find((folder) => folder.distinguishedName === distinguishedName);
  }

  childrenOf(folder: number): readonly StoredFolder[] {
    return this.folders.filter(({ number, parent }) => parent === folder && number !== folder);
  }

  /** In the order in which they came. */
  itemsIn(folder: number): readonly StoredItem[] {
    return [...this.#items.values()].filter((item) => item.folder === folder);
  }

  item(number: number): StoredItem | undefined {
    return this.#items.get(number);
  }

  /** What was said of the mailbox as a whole; undefined where nothing was. */
  setting(name: string): unknown {
    return this.#settings.get(name);
  }

  changeSetting(name: string, value: unknown): void {
    const entry = { setting: { name, value } };
    this.#log.append(entry);
    this.#take(entry);
  }

  /** What has left folders after a change. */
  goneSince(change: number): readonly Tombstone[] {
    return this.#gone.filter((one) => one.change > change);
  }

  /** Whether all that has gone since a change is still known. */
  remembers(change: number): boolean {
    return this.#gone.length < mostTombstones || change >= (this.#gone[0]?.change ?? 0);
  }

  /** Calls back for every change from now on; the answer ends it. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  createFolder(folder: NewFolder & { readonly distinguishedName?: string }): StoredFolder {
    const stamps = this.#newStamps();
    const created = { ...folder, ...stamps, number: this.#nextNumber() };
    this.#record({ folder: created });
    return created;
  }

  updateFolder(folder: StoredFolder): StoredFolder {
    const updated = { ...folder, modified: this.#now(), change: this.#lastChange + 1 };
    this.#record({ folder: updated });
    return updated;
  }

  /** With all that is in it. */
  removeFolder({ number, parent, arrived }: StoredFolder): void {
    for (const child of this.childrenOf(number)) this.removeFolder(child);
    for (const item of this.itemsIn(number)) this.removeItem(item);
    this.#record({ gone: { kind: 'folder', number, from: parent, arrived, change: this.#lastChange + 1 } });
  }

  createItem(item: NewItem): StoredItem {
    const stamps = this.#newStamps();
    const created = { ...item, ...stamps, contentChange: stamps.change, number: this.#nextNumber() };
    this.#record({ item: created });
    return created;
  }

  /** Whether it was read is no change of its content. */
  updateItem(item: StoredItem, { isReadMark = false } = {}): StoredItem {
    const change = this.#lastChange + 1;
    const own = isReadMark ? {} : { modified: this.#now(), contentChange: change };
    const updated = { ...item, ...own, change };
    this.#record({ item: updated });
    return updated;
  }

  removeItem({ number, folder, arrived }: StoredItem): void {
    this.#record({ gone: { kind: 'item', number, from: folder, arrived, change: this.#lastChange + 1 } });
  }

  close(): void {
    this.#log.close();
  }

  #beBorn(): void {
    const numbers = new Map<string, number>();
    for (const { name, parent, displayName, folderClass, kind } of bornFolders) {
      const number = this.#lastNumber + 1;
      const within = numbers.get(parent) ?? number; // the root is its own parent
      numbers.set(name, number);
      this.createFolder({ distinguishedName: name, parent: within, displayName, folderClass, kind });
    }
  }

  #newStamps() {
    const now = this.#now();
    const change = this.#lastChange + 1;
    return { created: now, modified: now, arrived: change, change };
  }

  #nextNumber(): number {
    return this.#lastNumber + 1;
  }

  #now(): string {
    return `${new Date(this.#clock.now()).toISOString().slice(0, 19)}Z`;
  }

  #record(change: Change): void {
    this.#log.append(change);
    this.#take(change);
    for (const listener of this.#listeners) listener(change);
  }

  #take(change: LogEntry): void {
    if ('setting' in change) return void this.#settings.set(change.setting.name, change.setting.value);
    const { number, change: count } = subjectOf(change);
    this.#lastChange = Math.max(this.#lastChange, count);
    this.#lastNumber = Math.max(this.#lastNumber, number);
    if ('folder' in change) this.#folders.set(change.folder.number, change.folder);
    else if ('item' in change) this.#items.set(change.item.number, change.item);
    else this.#bury(change.gone);
  }

  #bury(gone: Tombstone): void {
    (gone.kind === 'folder' ? this.#folders : this.#items).delete(gone.number);
    this.#gone.push(gone);
    if (this.#gone.length > mostTombstones) this.#gone = this.#gone.slice(-mostTombstones / 2);
  }

  #kept(): readonly LogEntry[] {
    const items = [...this.#items.values()].map((item) => ({ item }));
    const settings = [...this.#settings].map(([name, value]) => ({ setting: { name, value } }));
    const gone = this.#gone.map((one) => ({ gone: one }));
    return [...settings, ...this.folders.map((folder) => ({ folder })), ...items, ...gone];
  }
}
