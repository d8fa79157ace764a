import { Buffer } from 'node:buffer';

/** What an id stands for; the first byte tells. */
const kinds = ['folder', 'item', 'attachment', 'occurrence'] as const;

/** A folder, item or attachment of one mailbox, or one occurrence of a recurring item. */
export interface ObjectId {
  readonly kind: (typeof kinds)[number];
  /** GUID of the mailbox. */
  readonly mailbox: string;
  /** Counted in each mailbox by itself, and never used again. */
  readonly number: number;
  /** Of an attachment: which one of its item; of an occurrence: which one of its series, from 1. */
  readonly part?: number;
}

const guidBytes = 16;
const numberBytes = 6;
const partBytes = 2;
/** Kind, mailbox, number, part. */
const length = 1 + guidBytes + numberBytes + partBytes;

/** The bytes of an id: opaque to clients, as an entry id is, and the same in every format they can be converted to. */
export function bytesOfId({ kind, mailbox, number, part = 0 }: ObjectId): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt8(kinds.indexOf(kind) + 1, 0);
  bytes.write(mailbox.replaceAll('-', ''), 1, 'hex');
  bytes.writeUIntBE(number, 1 + guidBytes, numberBytes);
  bytes.writeUInt16BE(part, length - partBytes);
  return bytes;
}

/** Undefined where the bytes are none of ours. */
export function idOfBytes(bytes: Buffer): ObjectId | undefined {
  const kind = bytes.length === length ? kinds[bytes.readUInt8(0) - 1] : undefined;
  if (!kind) return undefined;
  const guid = bytes.toString('hex', 1, 1 + guidBytes);
  const mailbox = guid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const number = bytes.readUIntBE(1 + guidBytes, numberBytes);
  const part = bytes.readUInt16BE(length - partBytes);
  return { kind, mailbox, number, ...(kind === 'attachment' || kind === 'occurrence' ? { part } : {}) };
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
