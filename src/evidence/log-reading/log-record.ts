/** Which program wrote the line. */
export type LogKind = 'iis' | 'httpErr' | 'httpProxy' | 'ews';

/** What a log shows of an Authorization header. */
export interface LoggedAuthorization {
  readonly kind: 'none' | 'other' | 'emptyBearer' | 'token';
  /** The token as it stands in the log, perhaps cut by the log's field limit. */
  readonly token?: string | undefined;
}

/** One request as one line of a log tells of it, whichever log it was; undefined where the log has no such field or `-`. */
export interface LogRecord {
  readonly kind: LogKind;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Milliseconds since 1970; undefined only in a pasted line that has lost its beginning. */
  readonly time: number | undefined;
  /** Who stands at the other end of the connection: often a proxy. */
  readonly client?: string | undefined;
  /** Who the proxy says it was. */
  readonly forwardedFor?: string | undefined;
  /** Empty where the log has a column for it, and the request came without. */
  readonly host?: string | undefined;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly query?: string | undefined;
  /** The front end's id of the request: in IIS's query, and RequestId of the HttpProxy log. */
  readonly cafeReqId?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly userName?: string | undefined;
  readonly status?: number | undefined;
  readonly subStatus?: number | undefined;
  readonly win32Status?: number | undefined;
  /** Undefined where nobody logs it. */
  readonly authorization?: LoggedAuthorization | undefined;
  /** Value of x-ms-diagnostics, where an admin has it logged. */
  readonly diagnostics?: string | undefined;
  /** Value of WWW-Authenticate, where an admin has it logged. */
  readonly challenge?: string | undefined;
  readonly bytesSent?: number | undefined;
  readonly bytesReceived?: number | undefined;
  readonly timeTakenMs?: number | undefined;
  readonly site?: string | undefined;
  readonly port?: number | undefined;
  /** HTTPERR: why HTTP.sys refused or gave up. */
  readonly reason?: string | undefined;
  /** HttpProxy and EWS logs. */
  readonly protocol?: string | undefined;
  readonly authenticationType?: string | undefined;
  readonly errorCode?: string | undefined;
  readonly genericErrors?: string | undefined;
  readonly genericInfo?: string | undefined;
}

/** Where a line stands. */
export interface Place {
  readonly file: string;
  readonly line: number;
}
