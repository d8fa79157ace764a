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

/** Whole logs, analysed by the lab; a short text among them goes to `onText`. */
export function useLogs(onText: (text: string) => void): Logs {
  const [given, setGiven] = useState<Given | undefined>(undefined);
  const [redact, setRedact] = useState(false);
  const { busy, run } = useDoing();
  /** Does it, unless the reader has turned to something else meanwhile. */
  const work = (files: readonly File[], read: () => Promise<LogAnswer | undefined>) =>
    run(async () => {
      try {
        const report = await read();
        setGiven((now) => now && report && { files, report });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        setGiven((now) => now && { files, error });
      }
    });
  const analyze = (files: readonly File[], isRedacted: boolean) =>
    work(files, async () => {
      const read = await Promise.all(files.map(readToSend)).catch(unreadable);
      return call<LogAnswer>('POST', '/api/analyze-log', { files: read, redact: isRedacted });
    });
  const take = (files: readonly File[]) => {
    const choice = choose(files);
    const [first] = files;
    if (busy || !first || choice.kind === 'none') return;
    setGiven({ files, ...(choice.kind === 'refused' ? { refused: choice.why } : {}) });
    if (choice.kind === 'logs') analyze(files, redact);
    if (choice.kind !== 'text') return;
    work(files, async () => {
      onText(await readFileText(first).catch(unreadable));
      return undefined;
    });
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
      if (given?.report) analyze(given.files, wanted);
    },
    take,
    clear: () => setGiven(undefined),
  };
}

/** A folder, or a file that has gone meanwhile. */
function unreadable(): never {
  throw new ApiError(0, 'ReadError', 'The browser can’t read this. Drop the files themselves, not their folder.');
}
