import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disclosure } from '../logged-request.js';
import { failedRequestTrace } from '../renderers/failed-request-trace.js';
import type { Transaction } from '../transaction.js';

/** IIS keeps so many by default (facts/oauth-outbound-admin §5.4). */
const kept = 50;

const fileName = /^fr(\d{6,})\.xml$/;

/**
 * Failed request tracing with a rule for the status codes 400 to 999, as an admin would make it: a file for each, the newest
 * fifty. The numbers go on where they ended; those that would be gone at once are counted and never written.
 */
export class FailedRequestFiles {
  readonly #directory: string;
  readonly #disclosure: Disclosure;
  /** Of its own, and random as in writeFileAtomically: another lab may run in the same directory. */
  readonly #piece = `fr.${randomUUID()}.tmp`;
  #waiting: Transaction[] = [];
  #added = 0;
  #next: number | undefined;

  constructor(root: string, disclosure: Disclosure) {
    this.#directory = join(root, 'inetpub', 'logs', 'FailedReqLogFiles', 'W3SVC1');
    this.#disclosure = disclosure;
  }

  add(transaction: Transaction): void {
    if (transaction.response.status < 400 || transaction.iis?.httpError) return;
    this.#added += 1;
    this.#waiting.push(transaction);
    if (this.#waiting.length > 2 * kept) this.#waiting = this.#waiting.slice(-kept);
  }

  async write(): Promise<number> {
    const waiting = this.#waiting.slice(-kept);
    const added = this.#added;
    this.#waiting = [];
    this.#added = 0;
    if (waiting.length === 0) return 0;
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const end = (this.#next ?? (await this.#firstFree())) + added;
    this.#next = end;
    let written = 0;
    for (const [index, transaction] of waiting.entries()) {
      written += await this.#writeTrace(end - waiting.length + index, transaction);
    }
    await this.#removeBefore(end - kept);
    return written;
  }

  /** Whole under its name, or not there: a full disk leaves no pieces. */
  async #writeTrace(number: number, transaction: Transaction): Promise<number> {
    const piece = join(this.#directory, this.#piece);
    const text = failedRequestTrace(transaction, this.#disclosure);
    try {
      await writeFile(piece, text, { mode: 0o600 });
      await rename(piece, join(this.#directory, `fr${String(number).padStart(6, '0')}.xml`));
    } catch (error) {
      await rm(piece, { force: true });
      throw error;
    }
    return text.length;
  }

  async #firstFree(): Promise<number> {
    return Math.max(0, ...(await this.#numbers())) + 1;
  }

  async #removeBefore(number: number): Promise<void> {
    const old = (await this.#numbers()).filter((candidate) => candidate < number);
    for (const candidate of old) {
      await rm(join(this.#directory, `fr${String(candidate).padStart(6, '0')}.xml`), { force: true });
    }
  }

  async #numbers(): Promise<readonly number[]> {
    return (await readdir(this.#directory)).flatMap((name) => {
      const digits = fileName.exec(name)?.[1];
      return digits === undefined ? [] : [Number(digits)];
    });
  }
}
