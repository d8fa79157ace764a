import { useState } from 'preact/hooks';
import type { LogAnswer } from '../../../control/routes/analyze-log.js';
import { ApiError, call } from '../../api/client.js';
import { type Doing, useDoing } from '../../components/action.js';
import { choose } from './log-choice.js';
import { readFileText, readToSend } from './read-files.js';

export interface Logs {
  readonly doing: Doing;
  /** Whether logs were the last thing that the reader gave. */
  readonly isShown: boolean;
  readonly names: readonly string[];
  readonly report: LogAnswer | undefined;
  /** Why they are not sent; empty where they are. */
  readonly refused: string;
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
}

/** Whole logs, analysed by the lab; a short text among them goes to `onText`. */
export function useLogs(onText: (text: string) => void): Logs {
  const [given, setGiven] = useState<Given | undefined>(undefined);
  const [redact, setRedact] = useState(false);
  const doing = useDoing();
  const analyze = (files: readonly File[], isRedacted: boolean) =>
    doing.run(async () => {
      const read = await Promise.all(files.map(readToSend)).catch(unreadable);
      const report = await call<LogAnswer>('POST', '/api/analyze-log', { files: read, redact: isRedacted });
      setGiven((now) => now && { files, report });
    });
  const take = (files: readonly File[]) => {
    const choice = choose(files);
    const [first] = files;
    if (doing.busy || !first || choice.kind === 'none') return;
    if (choice.kind === 'text') {
      doing.run(async () => onText(await readFileText(first).catch(unreadable)));
      return;
    }
    setGiven({ files, ...(choice.kind === 'refused' ? { refused: choice.why } : {}) });
    if (choice.kind === 'logs') analyze(files, redact);
  };
  return {
    doing,
    isShown: given !== undefined || doing.error !== undefined,
    names: given?.files.map(({ name }) => name) ?? [],
    report: given?.report,
    refused: given?.refused ?? '',
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
