import type { LogRecord } from '../log-reading/log-record.js';
import type { Problem } from '../log-reading/log-scanner.js';
import type { LogSource } from '../log-reading/log-source.js';
import { type ReadLog, readLogs } from '../log-reading/read-logs.js';
import { Conversations } from './conversations.js';
import { FailureGroups } from './failure-groups.js';
import { FrontEndJoin } from './front-end-join.js';
import { type OAuthRequest, partOf, RequestReader } from './oauth-request.js';
import type { Analysis, LogReport } from './report.js';

/** What is looked at. Times in milliseconds since 1970. */
export interface AnalysisOptions {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Only clients whose user agent contains this. */
  readonly userAgent?: string | undefined;
  /** Told how many bytes on disk were read since the last time. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
  /** What went wrong before: files that can't be opened. */
  readonly problems?: readonly Problem[] | undefined;
}

const mostProblems = 50;

/** Reads logs of any size and tells what became of the OAuth conversations in them. */
export async function analyzeLogs(sources: readonly LogSource[], options: AnalysisOptions = {}): Promise<Analysis> {
  const problems = [...(options.problems ?? [])];
  let problemsNotShown = 0;
  const frontEnd = new Side();
  const backEnd = new Side();
  const wanted = filterOf(options);
  const logs = await readLogs(sources, {
    record: (record) => {
      if (wanted(record)) (isBackEnd(record) ? backEnd : frontEnd).add(record);
    },
    problem: (problem) => {
      if (problems.length < mostProblems) problems.push(problem);
      else problemsNotShown += 1;
    },
    ...(options.onProgress ? { progress: options.onProgress } : {}),
  });
  frontEnd.finish();
  backEnd.finish();
  // Logs of the back end alone are better than none; beside the front end's they tell everything twice.
  const told = frontEnd.requests > 0 ? frontEnd : backEnd;
  const { normal, tokens, failures } = told;
  return {
    readable: logs.some(({ isLog }) => isLog),
    causes: failures.causes,
    report: {
      ...summaryOf(logs),
      normal: { ...normal, backEnd: told === frontEnd ? backEnd.requests : 0 },
      tokens,
      failures: failures.list(),
      lumped: failures.lumped,
      problems,
      problemsNotShown,
    },
  };
}

/** Ports and sites of Exchange's back end, and its own protocol log (facts/oauth-outbound-admin §5.1 and §5.3). */
function isBackEnd({ kind, port, site, file }: LogRecord): boolean {
  return kind === 'ews' || port === 444 || /^W3SVC2$/i.test(site ?? '') || /[\\/]W3SVC2[\\/]/i.test(file);
}

function filterOf({ since, until, userAgent }: AnalysisOptions): (record: LogRecord) => boolean {
  const part = userAgent?.toLowerCase();
  return ({ time = 0, userAgent: own }) =>
    (since === undefined || time >= since) &&
    (until === undefined || time <= until) &&
    (part === undefined || own?.toLowerCase().includes(part) === true);
}

/** Where the requests of one side are looked at: joined, paired and counted. */
class Side {
  readonly #reader = new RequestReader();
  readonly #join = new FrontEndJoin((request) => this.#joined(request));
  readonly #conversations = new Conversations({
    challenge: (answered) => this.#count(answered ? 'challenges' : 'unanswered'),
    accepted: () => this.#count('accepted'),
    refused: (request, told) => this.failures.add(request, told),
  });
  readonly normal = { challenges: 0, accepted: 0, unanswered: 0, otherAuthentication: 0, unclear: 0 };
  readonly tokens = { read: 0, cut: 0, unreadable: 0 };
  readonly failures = new FailureGroups();
  /** Requests that have to do with OAuth. */
  requests = 0;

  add(record: LogRecord): void {
    const request = this.#reader.read(record);
    const { token } = request;
    if (token?.cut) this.tokens.cut += 1;
    else if (token) this.tokens[token.decoded ? 'read' : 'unreadable'] += 1;
    this.#join.add(request);
  }

  finish(): void {
    this.#join.finish();
    this.#conversations.finish();
  }

  #joined(request: OAuthRequest): void {
    const part = partOf(request);
    if (part === undefined) return;
    if (part === 'otherAuthentication' || part === 'unclear') {
      this.#count(part);
      return;
    }
    this.requests += 1;
    this.#conversations.add({ request, part });
  }

  #count(what: keyof Side['normal']): void {
    this.normal[what] += 1;
  }
}

function summaryOf(logs: readonly ReadLog[]): Pick<LogReport, 'files' | 'lines' | 'range'> {
  const times = logs.flatMap(({ first, last }) => [first, last]);
  return {
    files: logs.map(({ name, lines, first, last }) => ({ file: name, lines, ...rangeOf([first, last]) })),
    lines: logs.reduce((sum, { lines }) => sum + lines, 0),
    range: rangeOf(times),
  };
}

function rangeOf(times: readonly (number | undefined)[]): LogReport['range'] {
  const known = times.filter((time) => time !== undefined).toSorted((one, other) => one - other);
  return { first: iso(known[0]), last: iso(known.at(-1)) };
}

function iso(time: number | undefined): string | null {
  return time === undefined ? null : new Date(time).toISOString();
}
