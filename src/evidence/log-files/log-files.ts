import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LabError } from '../../lab-error.js';
import type { ExchangeBuild } from '../../protocol/exchange-version.js';
import type { Journal } from '../journal.js';
import { loggedRequest } from '../logged-request.js';
import type { IisLogFields } from '../renderers/iis-log.js';
import type { Transaction } from '../transaction.js';
import { FailedRequestFiles } from './failed-request-files.js';
import { type LogPlan, serverLogs } from './kinds.js';
import { RecentValues } from './recent-values.js';
import { RollingLog } from './rolling-log.js';
import { type LogFile, listLogFiles, removeOldest } from './stored-files.js';

export interface LogFilesOptions {
  /** The directory `logs/`. */
  readonly directory: string;
  readonly journal: Journal;
  /** The build that is running. */
  readonly build: () => ExchangeBuild;
  readonly iisLogFields: IisLogFields;
  /** Write tokens whole? */
  readonly logTokens: boolean;
  /** Size of all files together; 0 for none at all. */
  readonly maxBytes: number;
  /** Hears of a disk that can't be written, once until it can, and of mistakes of the lab itself. */
  readonly onDefect: (error: unknown) => void;
}

/** So many characters are written at once; the others, and failed request traces, so many milliseconds after the first. */
const bufferSize = 4 * 1024 * 1024;
const bufferTime = 1000;

/** So much may wait for a slow disk; what comes beyond it is not logged. */
const mostWaiting = 32 * 1024 * 1024;

/**
 * The logs of the on-premises server on disk. Lines are made once the answers of a pass of the event loop are written, and
 * buffered as IIS does; one write follows the other. A disk that can't be written costs the lines, and nothing else.
 */
export class LogFiles {
  readonly #options: LogFilesOptions;
  readonly #logs: readonly { readonly plan: LogPlan; readonly file: RollingLog }[];
  readonly #failedRequests: FailedRequestFiles;
  readonly #unsubscribe: () => void;
  #arrived: Transaction[] = [];
  #characters = 0;
  #beingWritten = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** The disk could not be written when this was last tried. */
  #inTrouble = false;
  #tooSlow = false;
  #writtenSinceSweep = Number.POSITIVE_INFINITY;
  readonly #memory = new RecentValues();

  constructor(options: LogFilesOptions) {
    this.#options = options;
    const { directory, build, logTokens, iisLogFields, maxBytes, journal } = options;
    const plans = maxBytes === 0 ? [] : serverLogs({ build, maxBytes, iisLogFields });
    this.#logs = plans.map((plan) => ({ plan, file: new RollingLog(directory, plan) }));
    this.#failedRequests = new FailedRequestFiles(directory, { reveal: logTokens });
    this.#unsubscribe =
      maxBytes === 0 ? () => undefined : journal.subscribe((transaction) => this.#arrive(transaction));
  }

  /** The files, once all that has happened is in them. */
  async list(): Promise<readonly LogFile[]> {
    await this.flush();
    return listLogFiles(this.#options.directory);
  }

  /** Content of a file that `list` names; undefined for any other path. */
  async read(path: string): Promise<string | undefined> {
    const isThere = (await this.list()).some((file) => file.path === path);
    return isThere ? readFile(join(this.#options.directory, ...path.split('/')), 'utf8') : undefined;
  }

  /** Writes everything that has happened so far. */
  flush(): Promise<void> {
    this.#render();
    this.#write({ traces: true });
    return this.#writing;
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await this.flush();
  }

  #arrive(transaction: Transaction): void {
    if (transaction.side !== 'OnPremises') return;
    if (this.#arrived.push(transaction) === 1) setImmediate(() => this.#render());
  }

  #render(): void {
    const arrived = this.#arrived;
    this.#arrived = [];
    try {
      for (const transaction of arrived) this.#log(transaction);
      for (const { file } of this.#logs) file.endPass();
    } catch (error) {
      this.#options.onDefect(error);
    }
    if (this.#characters > bufferSize) this.#write({ traces: false });
    this.#timer ??= setTimeout(() => this.#write({ traces: true }), bufferTime).unref();
  }

  #log(transaction: Transaction): void {
    if (this.#characters + this.#beingWritten > mostWaiting) {
      if (!this.#tooSlow) this.#options.onDefect(tooSlow());
      this.#tooSlow = true;
      return;
    }
    const logged = loggedRequest(transaction, { reveal: this.#options.logTokens }, this.#memory);
    for (const { plan, file } of this.#logs) {
      const line = plan.render(logged);
      if (line === undefined) continue;
      file.add(transaction.arrived, line);
      this.#characters += line.length;
    }
    this.#failedRequests.add(transaction);
  }

  /** What came while the last write went on goes with the next one. Traces are large: most are old before they are due. */
  #write({ traces }: { readonly traces: boolean }): void {
    if (traces) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    this.#beingWritten += this.#characters;
    const characters = this.#characters;
    this.#characters = 0;
    this.#writing = this.#writing
      .then(() => this.#writeAll(traces))
      .finally(() => {
        this.#beingWritten -= characters;
      });
  }

  async #writeAll(traces: boolean): Promise<void> {
    const parts = [...this.#logs.map(({ file }) => file), ...(traces ? [this.#failedRequests] : [])];
    let failed = false;
    for (const part of parts) {
      try {
        this.#writtenSinceSweep += await part.write();
      } catch (error) {
        failed = true;
        this.#report(error);
      }
    }
    if (failed) return;
    this.#inTrouble = false;
    await this.#sweep();
  }

  /** Looks for files that are too much whenever a twentieth of what is allowed has come in. */
  async #sweep(): Promise<void> {
    const { directory, maxBytes } = this.#options;
    if (maxBytes === 0 || this.#writtenSinceSweep < maxBytes / 20) return;
    this.#writtenSinceSweep = 0;
    const growing = this.#logs.flatMap(({ file }) => file.current ?? []);
    await removeOldest(directory, maxBytes, growing).catch((error: unknown) => this.#report(error));
  }

  /** Once for each trouble, until everything could be written again. */
  #report(error: unknown): void {
    if (!this.#inTrouble) this.#options.onDefect(diskError(error));
    this.#inTrouble = true;
  }
}

function tooSlow(): LabError {
  return new LabError(
    'The disk is too slow for the lab’s logs: requests are missing in them. --log-max-bytes 0 writes none.',
  );
}

function diskError(error: unknown): unknown {
  const { syscall, message } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  return new LabError(`The lab can't write its logs: ${message}. Requests go on, and are not logged until it can.`, {
    cause: error,
  });
}
