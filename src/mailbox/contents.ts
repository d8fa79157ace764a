import { type Change, numberOfChange, type StoredFolder, type StoredItem, type Tombstone } from './stored.js';

/** How many of those that are gone are remembered: a client that has not asked for longer reads its folder anew. */
const mostTombstones = 10_000;

/** What is in a mailbox: what its changes, one after the other, have made of it. */
export class Contents {
  readonly folders = new Map<number, StoredFolder>();
  readonly items = new Map<number, StoredItem>();
  lastChange = 0;
  lastNumber = 0;
  /** By their parent; the root, its own parent, is not among them. */
  readonly #children = new Map<number, Map<number, StoredFolder>>();
  #gone: Tombstone[] = [];

  childrenOf(folder: number): readonly StoredFolder[] {
    return [...(this.#children.get(folder)?.values() ?? [])];
  }

  /** What has left folders after a change. */
  goneSince(change: number): readonly Tombstone[] {
    return this.#gone.filter((one) => one.change > change);
  }

  /** Whether all that has gone since a change is still known. */
  remembers(change: number): boolean {
    return this.#gone.length < mostTombstones || change >= (this.#gone[0]?.change ?? 0);
  }

  take(change: Change): void {
    this.lastChange = Math.max(this.lastChange, numberOfChange(change));
    if ('folder' in change) this.#place(change.folder);
    else if ('item' in change) this.items.set(change.item.number, change.item);
    else this.#bury(change.gone);
    const { number } = 'folder' in change ? change.folder : 'item' in change ? change.item : change.gone;
    this.lastNumber = Math.max(this.lastNumber, number);
  }

  /** The changes that would make the same of an empty mailbox. */
  kept(): readonly Change[] {
    const folders = [...this.folders.values()].map((folder) => ({ folder }));
    const items = [...this.items.values()].map((item) => ({ item }));
    return [...folders, ...items, ...this.#gone.map((gone) => ({ gone }))];
  }

  #place(folder: StoredFolder): void {
    const before = this.folders.get(folder.number);
    if (before && before.parent !== folder.parent) this.#children.get(before.parent)?.delete(folder.number);
    this.folders.set(folder.number, folder);
    if (folder.parent === folder.number) return;
    const siblings = this.#children.get(folder.parent) ?? new Map<number, StoredFolder>();
    this.#children.set(folder.parent, siblings.set(folder.number, folder));
  }

  #bury(gone: Tombstone): void {
    if (gone.kind === 'folder') {
      this.folders.delete(gone.number);
      this.#children.get(gone.from)?.delete(gone.number);
      this.#children.delete(gone.number);
    } else this.items.delete(gone.number);
    this.#gone.push(gone);
    if (this.#gone.length > mostTombstones) this.#gone = this.#gone.slice(-mostTombstones / 2);
  }
}
