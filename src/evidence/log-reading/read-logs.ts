import { Decoding } from './encoding.js';
import type { LogRecord } from './log-record.js';
import { LogScanner, type ScannerSink } from './log-scanner.js';
import type { LogSource } from './log-source.js';

/** What came of a log. */
export interface ReadLog {
  readonly name: string;
  readonly lines: number;
  /** It has a header, or at least one line, of a kind known here. */
  readonly isLog: boolean;
  readonly first: number | undefined;
  readonly last: number | undefined;
}

export interface LogsSink extends ScannerSink {
  /** Bytes on disk that were read since the last time. */
  progress?(bytes: number): void;
}

/** So many logs are open at a time at most: their records are told in the order of time. */
const mostOpen = 24;

/**
 * Reads logs side by side, each as far as the others have come, so that what several servers and several logs of a server
 * say of one moment comes together: in the order of time, as far as the logs keep it themselves, whatever the order of files.
 */
export async function readLogs(sources: readonly LogSource[], sink: LogsSink): Promise<readonly ReadLog[]> {
  const waiting = await inOrderOfTime(sources);
  const open: OpenLog[] = [];
  const done: ReadLog[] = [];
  let held: LogRecord[] = [];
  const hold = { ...sink, record: (record: LogRecord) => void held.push(record) };
  const tell = (until: number) => {
    if (held.length === 0) return;
    const ready = held.filter(({ time = 0 }) => time <= until);
    held = ready.length === held.length ? [] : held.filter(({ time = 0 }) => time > until);
    for (const record of ready.sort((one, other) => (one.time ?? 0) - (other.time ?? 0))) sink.record(record);
  };
  while (open.length + waiting.length > 0) {
    while (waiting[0] && open.length < mostOpen && waiting[0].first <= earliest(open)) {
      open.push(new OpenLog((waiting.shift() as WaitingLog).source, hold));
    }
    const next = open.reduce((one, other) => (other.position < one.position ? other : one));
    if (!(await next.readOn())) {
      open.splice(open.indexOf(next), 1);
      done.push(next.summary());
    }
    tell(Math.min(earliest(open), waiting[0]?.first ?? Number.POSITIVE_INFINITY));
  }
  return sources.flatMap(({ name }) => done.filter((log) => log.name === name).slice(0, 1));
}

function earliest(open: readonly OpenLog[]): number {
  return open.reduce((time, { position }) => Math.min(time, position), Number.POSITIVE_INFINITY);
}

/** A log that is being read. */
class OpenLog {
  readonly #name: string;
  readonly #scanner: LogScanner;
  readonly #decoding: Decoding;
  readonly #pieces: AsyncIterator<Buffer>;
  readonly #sink: LogsSink;
  /** No line behind this moment was told yet. */
  position = Number.NEGATIVE_INFINITY;

  constructor({ name, read }: LogSource, sink: LogsSink) {
    this.#name = name;
    this.#sink = sink;
    this.#scanner = new LogScanner(name, sink);
    this.#decoding = new Decoding(
      (bytes) => this.#scanner.push(bytes),
      (encoding) => {
        if (encoding.name !== 'UTF-8')
          sink.problem({ file: name, line: 1, what: `${encoding.name}: read all the same` });
      },
    );
    this.#pieces = read((bytes) => sink.progress?.(bytes))[Symbol.asyncIterator]();
  }

  /** The next piece; false when there is none. A log that ends with an error is told as far as it could be read. */
  async readOn(): Promise<boolean> {
    try {
      const { done, value } = await this.#pieces.next();
      if (!done) {
        this.#decoding.push(value);
        this.position = Math.max(this.position, this.#scanner.times.last ?? Number.NEGATIVE_INFINITY);
        return true;
      }
    } catch (error) {
      this.#sink.problem({
        file: this.#name,
        line: this.#scanner.lines + 1,
        what: `can't be read on: ${(error as Error).message}`,
      });
    }
    this.#decoding.end();
    this.#scanner.end();
    return false;
  }

  summary(): ReadLog {
    const { lines, isLog, times } = this.#scanner;
    return { name: this.#name, lines, isLog, first: times.first, last: times.last };
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  get first(): number | undefined {
    return this.#scanner.times.first;
  }
}

interface WaitingLog {
  readonly source: LogSource;
  readonly first: number;
}

/** By the time of their first lines, for which each is opened once before; what can be read once only comes first. */
async function inOrderOfTime(sources: readonly LogSource[]): Promise<WaitingLog[]> {
  const waiting: WaitingLog[] = [];
  for (const source of sources) {
    waiting.push({ source, first: source.size === undefined ? Number.NEGATIVE_INFINITY : await firstTimeOf(source) });
  }
  return waiting.sort((one, other) => one.first - other.first);
}

async function firstTimeOf(source: LogSource): Promise<number> {
  const log = new OpenLog(source, { record: () => undefined, problem: () => undefined });
  await log.readOn();
  await log.close();
  return log.first ?? Number.NEGATIVE_INFINITY;
}
