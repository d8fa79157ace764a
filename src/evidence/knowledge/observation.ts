import type { Diagnostics } from '../../protocol/diagnostics.js';
import type { DecodedToken } from '../decoded-token.js';
import type { Cause } from './cause.js';

/** What one trace, a log line, a response or a transaction of the lab, tells about one request; most tell a part only. */
export interface Observation {
  /** Milliseconds since 1970. */
  readonly time?: number | undefined;
  readonly status?: number | undefined;
  readonly subStatus?: number | undefined;
  readonly win32Status?: number | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly userAgent?: string | undefined;
  /** Who was let in, as the server logged it; undefined where it names nobody. */
  readonly userName?: string | undefined;
  /** Host of the request, as the server saw it. */
  readonly host?: string | undefined;
  readonly scheme?: 'https' | 'http' | undefined;
  /** Authorization: none at all, another scheme, an empty Bearer, a Bearer with a token. Undefined where nobody logged it. */
  readonly authorization?: 'none' | 'other' | 'emptyBearer' | 'token' | undefined;
  /** The token as far as it can be read. */
  readonly token?: DecodedToken | undefined;
  readonly diagnostics?: Diagnostics | undefined;
  /** Values of WWW-Authenticate; undefined where nobody recorded them, empty where there were none. */
  readonly challenges?: readonly string[] | undefined;
}

/** What an observation means. */
export interface Diagnosis {
  /** What was seen, in a sentence. */
  readonly symptom: string;
  /** Nothing is wrong: the first 401 of a conversation, or a success. */
  readonly normal: boolean;
  /** The most likely first; one alone where it is certain. Empty when it is normal, or when nothing is known. */
  readonly causes: readonly Cause[];
  /** Values that stand in the evidence: `expectedHost`, `actualHost`, `tenantId`, `issuer`, `thumbprint`, `mailbox` … */
  readonly quoted: Readonly<Record<string, string>>;
}
