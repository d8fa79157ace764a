import type { Buffer } from 'node:buffer';
import type { Cause } from '../knowledge/cause.js';
import { memorySource } from '../log-reading/log-source.js';
import { analyzeLogs } from './analyze-logs.js';
import { redactReport } from './redact-report.js';
import type { LogReport } from './report.js';
import { reportText } from './report-text.js';

/** A log that was sent, not read from a disk; its name is a word in the report and nothing else. */
export interface SentLog {
  readonly name: string;
  /** Packed by gzip or not. */
  readonly content: Buffer;
}

export interface SentLogsAnalysis {
  /** Was one of them a log of a kind known here? */
  readonly readable: boolean;
  /** What `analyze-log --format json` prints. */
  readonly report: LogReport;
  /** What `analyze-log` prints. */
  readonly text: string;
  /** Those that both speak of. */
  readonly causes: readonly Cause[];
}

/** Reads logs out of memory, bit by bit, until `signal` says that nobody waits for it. */
export async function analyzeSentLogs(
  logs: readonly SentLog[],
  { redact, signal }: { readonly redact: boolean; readonly signal: AbortSignal },
): Promise<SentLogsAnalysis> {
  const sources = namedApart(logs).map(({ name, content }) => memorySource(name, content, signal));
  const { readable, report: whole, causes } = await analyzeLogs(sources);
  const report = redact ? redactReport(whole) : whole;
  return { readable, report, text: reportText(report, causes), causes: [...causes.values()] };
}

/** The logs of two servers have the same names, and come without their folders: the second is `u_ex251103.log (2)`. */
function namedApart(logs: readonly SentLog[]): readonly SentLog[] {
  const taken = new Set<string>();
  return logs.map(({ name, content }) => {
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
    taken.add(free);
    return { name: free, content };
  });
}
