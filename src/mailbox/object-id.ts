import { Buffer } from 'node:buffer';
import { remembered } from '../remembered.js';

/** What an id stands for; the byte behind its entry id tells. */
const kinds = ['folder', 'item', 'attachment', 'occurrence'] as const;

/** What makes a mailbox the one that it is. */
export interface MailboxIdentity {
  readonly guid: string;
  /** How often it had been reset when it was born: what an id from before has named is not in it. */
  readonly resets: number;
}

/** A folder, item or attachment of one mailbox, or one occurrence of a recurring item. */
export interface ObjectId {
  readonly kind: (typeof kinds)[number];
  readonly mailbox: MailboxIdentity;
  /** Counted in each mailbox by itself, and never used again. */
  readonly number: number;
  /** Of an attachment: which one of its item; of an occurrence: which one of its series, from 1. */
  readonly part?: number;
}

const guidBytes = 16;
const numberBytes = 6;
/** A daily series has more occurrences than two bytes can count. */
const partBytes = 4;
/** A database, a number in it, two bytes that pad. */
const placeBytes = guidBytes + numberBytes + 2;
/** Flags, provider, what it is, its folder's place: an entry id of a folder (MS-OXCDATA). */
const folderEntryBytes = 4 + guidBytes + 2 + placeBytes;
/** And its own place: an entry id of a message. */
const messageEntryBytes = folderEntryBytes + placeBytes;

/**
 * The bytes of an id: opaque to clients, as an entry id is, and the same in every format they can be converted to. Of ids
 * on public pages the base64 begins with `AAMkA`: the mailbox as text, then an entry id with its length. They are as long
 * here, 120 and 152 characters, since clients go by it: DavMail takes a shorter name for a file's, not for an item's id.
 */
export function bytesOfId({ kind, mailbox, number, part = 0 }: ObjectId): Buffer {
  const bytes = Buffer.from(formOf(kind, mailbox));
  const end = bytes.length - 1 - (hasPart(kind) ? partBytes : 0);
  bytes.writeUIntBE(number, end - 2 - numberBytes, numberBytes);
  if (hasPart(kind)) bytes.writeUInt32BE(part, end + 1);
  return bytes;
}

/** All but its numbers is the same in each id of a kind. */
const forms = remembered((_: MailboxIdentity) => new Map<ObjectId['kind'], Buffer>());

function formOf(kind: ObjectId['kind'], mailbox: MailboxIdentity): Buffer {
  const known = forms(mailbox);
  const form = known.get(kind) ?? makeForm(kind, mailbox);
  known.set(kind, form);
  return form;
}

function makeForm(kind: ObjectId['kind'], mailbox: MailboxIdentity): Buffer {
  const { guid } = mailbox;
  const database = databaseOf(mailbox);
  const entryBytes = kind === 'folder' ? folderEntryBytes : messageEntryBytes;
  const bytes = Buffer.alloc(head + entryBytes + 1 + (hasPart(kind) ? partBytes : 0));
  bytes.set([0, 3, guid.length, 0]);
  bytes.write(guid, 4, 'latin1');
  bytes.writeUInt16LE(entryBytes, head - 2);
  bytes.set(database, head + 4);
  bytes.writeUInt16LE(kind === 'folder' ? 1 : 7, head + 4 + guidBytes);
  for (let place = head + entryBytes - placeBytes; place > head + guidBytes; place -= placeBytes) {
    bytes.set(database, place);
  }
  bytes.writeUInt8(kinds.indexOf(kind), head + entryBytes);
  return bytes;
}

/** The GUID of the database that the mailbox is in: in the lab its own, counted on with each reset. */
function databaseOf({ guid, resets }: MailboxIdentity): Buffer {
  const database = Buffer.from(guid.replaceAll('-', ''), 'hex');
  database.writeUInt32BE((lastOf(database) + resets) % 2 ** 32, guidBytes - 4);
  return database;
}

function lastOf(database: Buffer): number {
  return database.readUInt32BE(guidBytes - 4);
}

/** Two bytes, the mailbox as text behind its length, and the length of the entry id behind a zero. */
const head = 2 + 2 + 36 + 1 + 2;

function hasPart(kind: ObjectId['kind']): boolean {
  return kind === 'attachment' || kind === 'occurrence';
}

/** Whether an id is one of this mailbox. */
export function isIdOf({ guid, resets }: MailboxIdentity, { mailbox }: ObjectId): boolean {
  return mailbox.guid === guid && mailbox.resets === resets;
}

/** Undefined where the bytes are none of ours. */
export function idOfBytes(bytes: Buffer): ObjectId | undefined {
  if (bytes.length < head + folderEntryBytes + 1) return undefined;
  const end = head + bytes.readUInt16LE(head - 2);
  const kind = kinds[bytes[end] ?? kinds.length];
  if (!kind) return undefined;
  const guid = bytes.toString('latin1', 4, head - 3);
  if (!/^[\da-f-]{36}$/i.test(guid)) return undefined;
  const born = lastOf(databaseOf({ guid, resets: 0 }));
  const resets = (lastOf(bytes.subarray(head + 4, head + 4 + guidBytes)) - born + 2 ** 32) % 2 ** 32;
  const number = bytes.readUIntBE(end - 2 - numberBytes, numberBytes);
  const part = hasPart(kind) && bytes.length >= end + 1 + partBytes ? { part: bytes.readUInt32BE(end + 1) } : {};
  const id = { kind, mailbox: { guid, resets }, number, ...part };
  return bytesOfId(id).equals(bytes) ? id : undefined;
}

/** As clients see it: base64. */
export function writeId(id: ObjectId): string {
  return bytesOfId(id).toString('base64');
}

/** Undefined where the text is no id of ours. */
export function readId(text: string): ObjectId | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? idOfBytes(bytes) : undefined;
}

/** The change key of an object: the number of its last change, as clients see it. */
export function changeKeyOf(change: number): string {
  const bytes = Buffer.alloc(1 + numberBytes);
  bytes.writeUInt8(1, 0);
  bytes.writeUIntBE(change, 1, numberBytes);
  return bytes.toString('base64');
}

/** Undefined where the text is no change key of ours. */
export function changeOfKey(text: string): number | undefined {
  const bytes = Buffer.from(text, 'base64');
  const isOurs = bytes.length === 1 + numberBytes && bytes.readUInt8(0) === 1 && bytes.toString('base64') === text;
  return isOurs ? bytes.readUIntBE(1, numberBytes) : undefined;
}
