import { type LogEntry, type StoredFolder, type StoredItem, subjectOf, type Tombstone } from './stored.js';

/** How many of those that are gone are remembered: a client that has not asked for longer reads its folder anew. */
const mostTombstones = 10_000;

/** What is in a mailbox: what its changes, one after the other, have made of it. */
export class Contents {
  readonly folders = new Map<number, StoredFolder>();
  readonly items = new Map<number, StoredItem>();
  readonly settings = new Map<string, unknown>();
  lastChange = 0;
  lastNumber = 0;
  /** By their parent; the root, its own parent, is not among them. */
  readonly #children = new Map<number, Map<number, StoredFolder>>();
  /** By their folder: whoever counts what is in each folder does not go through all of them each time. */
  readonly #within = new Map<number, Map<number, StoredItem>>();
  #gone: Tombstone[] = [];

  childrenOf(folder: number): readonly StoredFolder[] {
    return [...(this.#children.get(folder)?.values() ?? [])];
  }

  /** In the order in which they came. */
  itemsIn(folder: number): readonly StoredItem[] {
    return [...(this.#within.get(folder)?.values() ?? [])];
  }

  /** What has left folders after a change. */
  goneSince(change: number): readonly Tombstone[] {
    return this.#gone.filter((one) => one.change > change);
  }

  /** Whether all that has gone since a change is still known: half of the tombstones stay when some are forgotten. */
  remembers(change: number): boolean {
    return this.#gone.length < mostTombstones / 2 || change >= (this.#gone[0]?.change ?? 0);
  }

  take(entry: LogEntry): void {
    if ('setting' in entry) return void this.settings.set(entry.setting.name, entry.setting.value);
    const { number, change } = subjectOf(entry);
    this.lastChange = Math.max(this.lastChange, change);
    this.lastNumber = Math.max(this.lastNumber, number);
    if ('folder' in entry) this.#place(entry.folder);
    else if ('item' in entry) this.#put(entry.item);
    else this.#bury(entry.gone);
  }

  /** The entries that would make the same of an empty mailbox. */
  kept(): readonly LogEntry[] {
    const settings = [...this.settings].map(([name, value]) => ({ setting: { name, value } }));
    const folders = [...this.folders.values()].map((folder) => ({ folder }));
    const items = [...this.items.values()].map((item) => ({ item }));
    return [...settings, ...folders, ...items, ...this.#gone.map((gone) => ({ gone }))];
  }

  #place(folder: StoredFolder): void {
    const before = this.folders.get(folder.number);
    if (before && before.parent !== folder.parent) this.#children.get(before.parent)?.delete(folder.number);
    this.folders.set(folder.number, folder);
    if (folder.parent === folder.number) return;
    const siblings = this.#children.get(folder.parent) ?? new Map<number, StoredFolder>();
    this.#children.set(folder.parent, siblings.set(folder.number, folder));
  }

  #put(item: StoredItem): void {
    const before = this.items.get(item.number);
    if (before && before.folder !== item.folder) this.#within.get(before.folder)?.delete(item.number);
    this.items.set(item.number, item);
    const others = this.#within.get(item.folder) ?? new Map<number, StoredItem>();
    this.#within.set(item.folder, others.set(item.number, item));
  }

  #bury(gone: Tombstone): void {
    if (gone.kind === 'folder') {
      this.folders.delete(gone.number);
      this.#children.get(gone.from)?.delete(gone.number);
      this.#children.delete(gone.number);
      this.#within.delete(gone.number);
    } else {
      this.items.delete(gone.number);
      this.#within.get(gone.from)?.delete(gone.number);
    }
    this.#gone.push(gone);
    if (this.#gone.length > mostTombstones) this.#gone = this.#gone.slice(-mostTombstones / 2);
  }
}
