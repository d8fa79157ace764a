import type { Diagnostics } from '../protocol/diagnostics.js';
import type { HeaderList, WireRequest } from '../protocol/wire.js';

/** Which half of the hybrid answered. */
export type Side = 'OnPremises' | 'Cloud';

/** One step of the judgement as it went: what was compared and how it ended. */
export interface JudgedStep {
  readonly name: string;
  /** `lenient`: the lab was more generous than a real server, and says so. */
  readonly verdict: 'passed' | 'failed' | 'notReached' | 'lenient';
  readonly detail: string;
}

/** What IIS's own authentication, Windows or Basic, leaves in its log, and http.sys in its error log. */
export interface IisLogEntry {
  readonly userName?: string | undefined;
  readonly subStatus?: number | undefined;
  readonly win32Status?: number | undefined;
  /** http.sys answered by itself: such a request stands in its error log, and nowhere else. */
  readonly httpError?: HttpError | undefined;
}

/** Why http.sys answered, in its own word (Microsoft KB 820729), and whose queue the request was for. */
export interface HttpError {
  readonly reason: string;
  readonly queueName?: string | undefined;
}

/** One HTTP exchange at a server of the lab, recorded once; every kind of evidence is a pure function of it. */
export interface Transaction {
  /** The server's activity id, which is also the response's `request-id`. */
  readonly id: string;
  /** When the request arrived, milliseconds since 1970 by the lab's clock. */
  readonly arrived: number;
  readonly side: Side;
  /** NetBIOS name of the server that answered. */
  readonly server: string;
  readonly request: WireRequest & {
    readonly bytes: number;
    /** Host name as the server counts it, own and default ports left out; empty when there was none. */
    readonly authority: string;
  };
  readonly steps: readonly JudgedStep[];
  readonly response: {
    readonly status: number;
    readonly headers: HeaderList;
    readonly bytes: number;
    readonly timeTakenMs: number;
  };
  readonly diagnostics?: Diagnostics | undefined;
  /** The bearer token as it came. */
  readonly token?: string | undefined;
  /** Who was let in, as a log would print him. */
  readonly userName?: string | undefined;
  /** Where IIS itself let in or turned away. */
  readonly iis?: IisLogEntry | undefined;
}
