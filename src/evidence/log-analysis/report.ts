import type { Cause } from '../knowledge/cause.js';
import type { Problem } from '../log-reading/log-scanner.js';

/** Failures of one client with one cause. Times are ISO 8601. */
export interface FailureGroup {
  /** The address behind the proxies, if they tell it. */
  readonly client: string;
  /**
   * Id of the cause, the most likely one where two are possible or the server has said what it refuses; `undetermined`
   * where the log leaves more of them, `unknown` where it leaves none.
   */
  readonly cause: string;
  /** Is it the only possible one? */
  readonly certain: boolean;
  /** All that are possible, the most likely first. */
  readonly causes: readonly string[];
  readonly symptom: string;
  readonly status: number | null;
  readonly count: number;
  readonly first: string;
  readonly last: string;
  /** `file:line` of some. */
  readonly examples: readonly string[];
  readonly hosts: readonly string[];
  readonly userAgents: readonly string[];
  /** x-ms-diagnostics of one of them. */
  readonly diagnostics: string | null;
  /** Values that stand in the evidence, such as `expectedHost` and `tenantId`. */
  readonly quoted: Readonly<Record<string, string>>;
}

/** What was seen and is no failure. */
export interface NormalCounts {
  /** First 401s: challenges that an answer followed. */
  readonly challenges: number;
  readonly accepted: number;
  /** Challenges that nothing followed in these logs. */
  readonly unanswered: number;
  /** 401s of Windows or Basic authentication that stood among them. */
  readonly otherAuthentication: number;
  /** 401s on the same paths, of clients that may use OAuth or not, where the log has no Authorization. */
  readonly unclear: number;
  /** Lines of the back end: the front end's tell the same requests. */
  readonly backEnd: number;
}

export interface LogReport {
  readonly files: readonly {
    readonly file: string;
    readonly lines: number;
    readonly first: string | null;
    readonly last: string | null;
  }[];
  readonly lines: number;
  readonly range: { readonly first: string | null; readonly last: string | null };
  readonly normal: NormalCounts;
  readonly tokens: { readonly read: number; readonly cut: number; readonly unreadable: number };
  readonly failures: readonly FailureGroup[];
  /** Failures of further clients and causes, of which too many were found. */
  readonly lumped: number;
  readonly problems: readonly Problem[];
  readonly problemsNotShown: number;
}

/** The report, and the causes it speaks of. */
export interface Analysis {
  readonly report: LogReport;
  /** Was one of the files a log of a kind known here? */
  readonly readable: boolean;
  readonly causes: ReadonlyMap<string, Cause>;
}
