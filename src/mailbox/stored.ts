/** What a mailbox consists of. Numbers are counted in each mailbox by itself; times are ISO 8601, UTC. */

export interface StoredFolder {
  readonly number: number;
  /** The root's is its own. */
  readonly parent: number;
  /** The name that clients know a folder by that every mailbox has: `inbox`. */
  readonly distinguishedName?: string | undefined;
  readonly kind: FolderKind;
  readonly folderClass: string;
  readonly displayName: string;
  /** MAPI properties that clients have set. */
  readonly extended?: readonly ExtendedValue[] | undefined;
  readonly created: string;
  readonly modified: string;
  /** Where it came from, when it was moved or copied last. */
  readonly origin?: Origin | undefined;
  /** The change by which it came to be, and its last one. */
  readonly arrived: number;
  readonly change: number;
}

/** How something came to its place, and where it was before: a folder that is moved stays itself, an item becomes another. */
export interface Origin {
  readonly how: 'moved' | 'copied';
  readonly number: number;
  readonly folder: number;
  /** The change by which it came. */
  readonly change: number;
}

/** As the schema names their elements. */
export type FolderKind = 'Folder' | 'CalendarFolder' | 'ContactsFolder' | 'TasksFolder';

export interface StoredItem {
  readonly number: number;
  readonly folder: number;
  /** As the schema names its element: `Message`, `CalendarItem`. */
  readonly kind: string;
  /** What was said of it, in the words of the schema; what the server finds out itself is not among it. */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly extended?: readonly ExtendedValue[] | undefined;
  readonly attachments?: readonly StoredAttachment[] | undefined;
  /** The highest number that one of its attachments has had; left out, that of those it has. */
  readonly lastPart?: number | undefined;
  /** Of a recurring appointment: occurrences that differ from the others, and starts of those that were deleted. */
  readonly exceptions?: readonly StoredException[] | undefined;
  readonly deletedOccurrences?: readonly string[] | undefined;
  readonly isRead: boolean;
  /** Where it came from, when it was moved or copied here. */
  readonly origin?: Origin | undefined;
  readonly created: string;
  readonly modified: string;
  /** The change by which it came to its folder; the last one of its content; the last one of all, read marks too. */
  readonly arrived: number;
  readonly contentChange: number;
  readonly change: number;
}

/** What makes a folder or an item; the mailbox adds number, times and changes. */
export type NewFolder = Pick<StoredFolder, 'parent' | 'kind' | 'folderClass' | 'displayName' | 'extended'>;
export type NewItem = Pick<StoredItem, 'folder' | 'kind' | 'properties' | 'extended' | 'attachments' | 'isRead'> &
  Partial<Pick<StoredItem, 'exceptions' | 'deletedOccurrences' | 'created'>>;

export interface StoredAttachment {
  /** Which one of its item, from 1; never used again. */
  readonly part: number;
  /** Of what is attached to an attached item: the part that this is. */
  readonly within?: number | undefined;
  readonly kind: 'FileAttachment' | 'ItemAttachment' | 'ReferenceAttachment';
  /** In the words of the schema; those of an attached item are its own under the name of its kind, without attachments. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** An occurrence that is not as its series says. */
export interface StoredException {
  /** When it would have begun. */
  readonly originalStart: string;
  readonly start: string;
  readonly end: string;
  /** Other properties that differ. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A MAPI property by its tag, or by its set and name or id. */
export interface ExtendedValue {
  readonly uri: Readonly<Record<string, string | number>>;
  readonly value: string | readonly string[];
}

/** What is left of an object that is gone from a place. */
export interface Tombstone {
  readonly kind: 'folder' | 'item';
  readonly number: number;
  /** The folder it stood in. */
  readonly from: number;
  readonly arrived: number;
  readonly change: number;
  /** It is not gone, but another one in another folder now. */
  readonly isMoved?: true | undefined;
  /** Of a folder: the one that it stood in before, when it was moved last. */
  readonly movedFrom?: number | undefined;
}

/** One change of a mailbox, as its log keeps it. */
export type Change = { readonly folder: StoredFolder } | { readonly item: StoredItem } | { readonly gone: Tombstone };

/** Something that is said of the mailbox as a whole, as out-of-office replies; clients don't hear when it changes. */
export interface StoredSetting {
  readonly name: string;
  readonly value: unknown;
}

/** Something comes, and something goes with it: both or none, whenever a lab is killed. */
export type Exchange = { readonly item: StoredItem; readonly gone: Tombstone };

/** A line of the log. */
export type LogEntry = Change | Exchange | { readonly setting: StoredSetting };

/** The changes in a line, one after the other. */
export function changesOf(entry: Change | Exchange): readonly Change[] {
  return 'item' in entry && 'gone' in entry ? [{ item: entry.item }, { gone: entry.gone }] : [entry];
}

/** What a change is about, with its number: changes are counted in each mailbox from 1. */
export function subjectOf(change: Change): StoredFolder | StoredItem | Tombstone {
  return 'folder' in change ? change.folder : 'item' in change ? change.item : change.gone;
}

/** What is left of an item that is taken out of its folder. */
export function goneItem({ number, folder, arrived }: StoredItem, change: number, isMoved?: true): Tombstone {
  return { kind: 'item', number, from: folder, arrived, change, isMoved };
}
