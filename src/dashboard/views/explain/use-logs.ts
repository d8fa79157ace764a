import { useState } from 'preact/hooks';
import type { LogAnswer } from '../../../control/routes/analyze-log.js';
import { ApiError, call } from '../../api/client.js';
import { useDoing } from '../../components/action.js';
import { choose } from './log-choice.js';
import { readFileText, readToSend } from './read-files.js';

export interface Logs {
  readonly busy: boolean;
  /** Whether logs were the last thing that the reader gave. */
  readonly isShown: boolean;
  readonly names: readonly string[];
  readonly report: LogAnswer | undefined;
  /** Why they are not sent; empty where they are. */
  readonly refused: string;
  /** What the lab or the browser has against them. */
  readonly error: ApiError | undefined;
  readonly redact: boolean;
  readonly setRedact: (redact: boolean) => void;
  /** Takes files that were dropped or chosen. */
  readonly take: (files: readonly File[]) => void;
  readonly clear: () => void;
}

interface Given {
  readonly files: readonly File[];
  readonly report?: LogAnswer;
  readonly refused?: string;
  readonly error?: ApiError;
}

/** Whole logs, analysed by the lab; a short text goes to `onText`. */
export function useLogs(onText: (text: string) => void): Logs {
  const [redact, setRedact] = useState(false);
  const { given, setGiven, busy, work } = useGiven();
  const analyze = (files: readonly File[], isRedacted: boolean) => work(files, () => analysisOf(files, isRedacted));
  const take = (files: readonly File[]) => {
    const choice = choose(files);
    const [first] = files;
    if (busy || !first || choice.kind === 'none') return;
    setGiven({ files, ...(choice.kind === 'refused' ? { refused: choice.why } : {}) });
    if (choice.kind === 'logs') analyze(files, redact);
    if (choice.kind === 'text') work(files, () => textOf(first, onText));
  };
  return {
    busy,
    isShown: given !== undefined,
    names: given?.files.map(({ name }) => name) ?? [],
    report: given?.report,
    refused: given?.refused ?? '',
    error: given?.error,
    redact,
    setRedact: (wanted) => {
      setRedact(wanted);
      if (!given?.report) return;
      setGiven({ files: given.files }); // what is not redacted must not stand there as if it were
      analyze(given.files, wanted);
    },
    take,
    clear: () => setGiven(undefined),
  };
}

/** The files that were given last, and what has become of them. */
function useGiven() {
  const [given, setGiven] = useState<Given | undefined>(undefined);
  const { busy, run } = useDoing();
  /** What comes of it counts unless the reader has turned to something else meanwhile. */
  const work = (files: readonly File[], read: () => Promise<LogAnswer | undefined>) =>
    run(async () => {
      try {
        const report = await read();
        if (report) setGiven((now) => now && { files, report });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        setGiven((now) => now && { files, error });
      }
    });
  return { given, setGiven, busy, work };
}

/** Hands a text over; it makes no report. */
async function textOf(file: File, onText: (text: string) => void): Promise<undefined> {
  onText(await readFileText(file).catch(unreadable));
}

async function analysisOf(files: readonly File[], redact: boolean): Promise<LogAnswer> {
  const read = await Promise.all(files.map(readToSend)).catch(unreadable);
  return call<LogAnswer>('POST', '/api/analyze-log', { files: read, redact });
}

/** A folder, or a file that has gone meanwhile. */
function unreadable(): never {
  throw new ApiError(0, 'ReadError', 'The browser can’t read this. Drop the files themselves, not their folder.');
}
