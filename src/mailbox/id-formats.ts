import { Buffer } from 'node:buffer';
import { bytesOfId, idOfBytes, type ObjectId } from './object-id.js';

/**
 * The formats that ConvertId knows (MS-OXWSCVTID), each a way to write the bytes of an id. Documented is what they are
 * for, and how EntryId, HexEntryId and OwaId are encoded; what stands in the bytes, and the two marks, are the lab's own.
 */
export type IdFormat = 'EwsId' | 'EwsLegacyId' | 'EntryId' | 'HexEntryId' | 'StoreId' | 'OwaId';

interface Codec {
  write(bytes: Buffer): string;
  /** Undefined where the text is none of this format. */
  read(text: string): Buffer | undefined;
}

const base64: Codec = {
  write: (bytes) => bytes.toString('base64'),
  read(text) {
    const bytes = Buffer.from(text, 'base64');
    return bytes.toString('base64') === text ? bytes : undefined; // Node passes over what is no base64
  },
};

const hex: Codec = {
  write: (bytes) => bytes.toString('hex').toUpperCase(),
  read: (text) => (/^(?:[\da-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : undefined),
};

/** base64 that may stand in a URL: `-` for `/`, `_` for `+`. */
const urlSafe: Codec = {
  write: (bytes) => bytes.toString('base64').replaceAll('/', '-').replaceAll('+', '_'),
  read: (text) => (/[/+]/.test(text) ? undefined : base64.read(text.replaceAll('-', '/').replaceAll('_', '+'))),
};

/** base64 of the bytes with a mark before them, so that one format is not taken for another. */
function marked(mark: number): Codec {
  return {
    write: (bytes) => base64.write(Buffer.concat([Buffer.of(mark), bytes])),
    read(text) {
      const bytes = base64.read(text);
      return bytes?.[0] === mark ? bytes.subarray(1) : undefined;
    },
  };
}

const codecs: Readonly<Record<IdFormat, Codec>> = {
  EwsId: base64,
  EwsLegacyId: marked(0xe0),
  EntryId: base64,
  HexEntryId: hex,
  StoreId: marked(0xf0),
  OwaId: urlSafe,
};

export function writeIdAs(format: IdFormat, id: ObjectId): string {
  return codecs[format].write(bytesOfId(id));
}

/** Undefined where the text is no id of ours in this format. */
export function readIdAs(format: IdFormat, text: string): ObjectId | undefined {
  const bytes = codecs[format].read(text);
  return bytes && idOfBytes(bytes);
}
