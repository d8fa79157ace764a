import {
  type Change,
  changesOf,
  type LogEntry,
  type StoredFolder,
  type StoredItem,
  type StoredSetting,
  subjectOf,
  type Tombstone,
} from './stored.js';

/** The highest numbers that were given, of what is gone and forgotten too: none of them is given again. */
interface Counters {
  readonly number: number;
  readonly change: number;
}

const counterName = 'counters';

/** They stand in the log as a setting, which earlier versions of the lab pass over. */
export function countersEntry(value: Counters): LogEntry {
  return { setting: { name: counterName, value } };
}

/** How many of those that are gone are remembered: a client that has not asked for longer reads its folder anew. */
const mostTombstones = 10_000;

/** What is in a mailbox: what its changes, one after the other, have made of it. */
export class Contents {
  readonly folders = new Map<number, StoredFolder>();
  readonly items = new Map<number, StoredItem>();
  readonly settings = new Map<string, unknown>();
  lastChange = 0;
  lastNumber = 0;
  /** By the folder they are in. */
  readonly #itemsIn = new Map<number, Map<number, StoredItem>>();
  /** The same as lists, made when they are asked for. */
  readonly #lists = new Map<number, readonly StoredItem[]>();
  readonly #named = new Map<string, number>();
  /** By their parent; the root, its own parent, is not among them. */
  readonly #children = new Map<number, Map<number, StoredFolder>>();
  #gone: Tombstone[] = [];

  childrenOf(folder: number): readonly StoredFolder[] {
    return [...(this.#children.get(folder)?.values() ?? [])];
  }

  /** In the order in which they came. */
  itemsOf(folder: number): readonly StoredItem[] {
    const known = this.#lists.get(folder);
    if (known) return known;
    const list = [...(this.#itemsIn.get(folder)?.values() ?? [])];
    this.#lists.set(folder, list);
    return list;
  }

  folderNamed(distinguishedName: string): StoredFolder | undefined {
    const number = this.#named.get(distinguishedName);
    return number === undefined ? undefined : this.folders.get(number);
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
    if ('setting' in entry) this.#set(entry.setting);
    else for (const change of changesOf(entry)) this.#make(change);
  }

  /** The entries that would make the same of an empty mailbox. */
  kept(): readonly LogEntry[] {
    const settings = [...this.settings].map(([name, value]) => ({ setting: { name, value } }));
    const folders = [...this.folders.values()].map((folder) => ({ folder }));
    const items = [...this.items.values()].map((item) => ({ item }));
    const counters = countersEntry({ number: this.lastNumber, change: this.lastChange });
    return [counters, ...settings, ...folders, ...items, ...this.#gone.map((gone) => ({ gone }))];
  }

  #set({ name, value }: StoredSetting): void {
    if (name === counterName) this.#countOn(value as Counters);
    else this.settings.set(name, value);
  }

  #countOn({ number, change }: Counters): void {
    this.lastNumber = Math.max(this.lastNumber, number);
    this.lastChange = Math.max(this.lastChange, change);
  }

  #make(change: Change): void {
    this.#countOn(subjectOf(change));
    if ('folder' in change) this.#place(change.folder);
    else if ('item' in change) this.#put(change.item);
    else this.#bury(change.gone);
  }

  #place(folder: StoredFolder): void {
    const before = this.folders.get(folder.number);
    if (before && before.parent !== folder.parent) this.#children.get(before.parent)?.delete(folder.number);
    this.folders.set(folder.number, folder);
    if (folder.distinguishedName !== undefined) this.#named.set(folder.distinguishedName, folder.number);
    if (folder.parent === folder.number) return;
    const siblings = this.#children.get(folder.parent) ?? new Map<number, StoredFolder>();
    this.#children.set(folder.parent, siblings.set(folder.number, folder));
  }

  #put(item: StoredItem): void {
    const { number, folder } = item;
    const before = this.items.get(number);
    if (before && before.folder !== folder) this.#takeOut(before);
    this.items.set(number, item);
    const others = this.#itemsIn.get(folder) ?? new Map<number, StoredItem>();
    this.#itemsIn.set(folder, others.set(number, item));
    this.#lists.delete(folder);
  }

  #takeOut({ number, folder }: StoredItem): void {
    this.items.delete(number);
    this.#itemsIn.get(folder)?.delete(number);
    this.#lists.delete(folder);
  }

  #bury(gone: Tombstone): void {
    if (gone.kind === 'folder') {
      this.folders.delete(gone.number);
      this.#children.get(gone.from)?.delete(gone.number);
      this.#children.delete(gone.number);
      this.#itemsIn.delete(gone.number);
      this.#lists.delete(gone.number);
    } else {
      const item = this.items.get(gone.number);
      if (item) this.#takeOut(item);
    }
    this.#gone.push(gone);
    if (this.#gone.length > mostTombstones) this.#gone = this.#gone.slice(-mostTombstones / 2);
  }
}
