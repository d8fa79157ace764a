import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JsonFile } from '../../directory/json-file.js';
import { type MysteryRecord, recordSchema } from './record.js';

/** A file among the records that is none, or not any more. It stays as it is. */
export interface DamagedRecord {
  readonly file: string;
  /** Why it can't be read, half a sentence. */
  readonly why: string;
}

/** The record of a mystery that is on; a change counts when it is on disk. */
export class RecordFile extends JsonFile<MysteryRecord> {
  get record(): MysteryRecord {
    return this.value;
  }
}

/** The records of mysteries, a JSON file each in a directory of their own: no reset takes them away. */
export class MysteryRecords {
  readonly #directory: string;

  /** `directory` is made when the first record is written. */
  constructor(directory: string) {
    this.#directory = directory;
  }

  pathOf(id: string): string {
    return join(this.#directory, `${id}.json`);
  }

  /** Begins a record: it is on disk when the promise resolves. */
  async begin(record: MysteryRecord): Promise<RecordFile> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const file = new RecordFile(this.pathOf(record.id), record);
    await file.save();
    return file;
  }

  /** Goes on with a record. */
  async open(id: string): Promise<RecordFile | DamagedRecord> {
    const read = await this.#read(`${id}.json`);
    return 'why' in read ? read : new RecordFile(this.pathOf(id), read);
  }

  /** All records, oldest first, as they are on disk now; a teacher may have put others there. */
  async all(): Promise<{ readonly records: readonly MysteryRecord[]; readonly damaged: readonly DamagedRecord[] }> {
    const read = await Promise.all((await this.#names()).map((name) => this.#read(name)));
    const records = read.filter((one): one is MysteryRecord => !('why' in one));
    return {
      records: records.toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1)),
      damaged: read.filter((one): one is DamagedRecord => 'why' in one),
    };
  }

  async #names(): Promise<readonly string[]> {
    try {
      const names = await readdir(this.#directory);
      return names.filter((name) => name.endsWith('.json') && !name.startsWith('.')).toSorted();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  async #read(name: string): Promise<MysteryRecord | DamagedRecord> {
    const file = join(this.#directory, name);
    try {
      return await asRecord(JSON.parse(await readFile(file, 'utf8')));
    } catch (error) {
      return { file, why: error instanceof SyntaxError ? 'it is no JSON' : (error as Error).message };
    }
  }
}

async function asRecord(value: unknown): Promise<MysteryRecord> {
  const { Ajv } = await import('ajv'); // a start without mysteries needs none
  const check = new Ajv({ allowUnionTypes: true }).compile<MysteryRecord>(recordSchema);
  if (check(value)) return value;
  const [error] = check.errors ?? [];
  const place = error?.instancePath ? `its part '${error.instancePath.slice(1).replaceAll('/', '.')}'` : 'it';
  throw new Error(`${place} ${error?.message ?? 'is no record'}`);
}
