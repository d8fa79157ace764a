import { LRUCache } from 'lru-cache';
import { type Diagnostics, parseDiagnostics } from '../../protocol/diagnostics.js';
import { type ExchangeError, exchangeErrors } from '../../protocol/exchange-errors.js';
import { probeUserAgent } from '../../protocol/well-known.js';
import { type DecodedToken, removedSignature } from '../decoded-token.js';
import type { LogRecord } from '../log-reading/log-record.js';
import { type ReadToken, readToken } from '../read-token.js';

/** A token as a log shows it. */
export interface LoggedToken {
  /** Undefined when it can't be read at all. */
  readonly decoded: DecodedToken | undefined;
  /** The log's field limit has cut it. */
  readonly cut: boolean;
}

/** A request of a log that may have to do with OAuth: its line without the token's text, and what could be read of that. */
export interface OAuthRequest {
  readonly record: LogRecord;
  readonly token: LoggedToken | undefined;
  readonly diagnostics: Diagnostics | undefined;
}

/** What a request is within a conversation. */
export type Part =
  /** The normal first 401: an empty Bearer is answered with the challenge. */
  | 'challenge'
  /** A 401 of a client that comes with OAuth; what it sent nobody logged. */
  | 'perhapsChallenge'
  | 'accepted'
  | 'refused'
  /** Windows or Basic authentication, or none yet. */
  | 'otherAuthentication'
  /** A 401 without Authorization in the log, by a client that may do either. */
  | 'unclear';

/** Clients hold a token for hours: it is read once. */
const rememberedTokens = 200;

export class RequestReader {
  readonly #tokens = new LRUCache<string, LoggedToken>({ max: rememberedTokens });

  read(record: LogRecord): OAuthRequest {
    const { authorization, diagnostics, genericErrors, genericInfo } = record;
    const text = authorization?.token;
    return {
      record: text === undefined ? record : { ...record, authorization: { kind: 'token' } },
      token: text === undefined ? undefined : this.#token(text),
      diagnostics: parseDiagnostics(diagnostics ?? '') ?? refusalIn(genericErrors) ?? refusalIn(genericInfo),
    };
  }

  #token(text: string): LoggedToken {
    const known = this.#tokens.get(text);
    if (known) return known;
    const read = readToken(text);
    // Without a third part a token has lost its end, readable or not.
    const token = { decoded: read?.decoded, cut: read ? isCut(read, text) : text.split('.').length < 3 };
    this.#tokens.set(text, token);
    return token;
  }
}

/** Lines that the lab, or somebody careful, has taken the signature out of are whole. */
function isCut(token: ReadToken, text: string): boolean {
  const [, claims = ''] = text.split('.', 2);
  const isRemoved = [text, Buffer.from(claims, 'base64url').toString()].some((part) => part.includes(removedSignature));
  return !isRemoved && (token.cut || token.actorToken?.cut === true);
}

/**
 * A refusal as Exchange's own logs tell it: the header's value among other errors, or `OAuthError` and `OAuthErrorCategory`
 * (facts/oauth-inbound §2.3; how they are written is inferred).
 */
function refusalIn(errors: string | undefined): Diagnostics | undefined {
  const [, reason, errorCategory] = /\bOAuthError=(.*?);\s*OAuthErrorCategory=(\w+)/.exec(errors ?? '') ?? [];
  const code = errorCategory === undefined ? undefined : codeOf(errorCategory);
  if (reason !== undefined && errorCategory !== undefined && code) return { code, reason, errorCategory };
  const [quoted] = /\b\d{7};(?:\s*reason="[^"]*";)?\s*error_category="[^"]*"/.exec(errors ?? '') ?? [];
  return quoted === undefined ? undefined : parseDiagnostics(quoted);
}

function codeOf(category: string): number | undefined {
  const rows: readonly ExchangeError[] = Object.values(exchangeErrors);
  const words = rows.flatMap((row) => (row.newerBuilds ? [row, row.newerBuilds] : [row]));
  return words.find((row) => row.category === category)?.code;
}

const servicePath = /^\/(?:ews|autodiscover)(?:\/|$)/i;
const availabilityService = /^(?:ASProxy|ASAutoDiscover)\//i;
const teams = /Teams\/|SkypeSpaces\/|MicrosoftNinja\/|SchedulingService|Skype\.Presence\.App\//i;

/** User agents that call Exchange with OAuth (facts/oauth-outbound-admin §5.6). */
function isOAuthClient({ userAgent = '', authenticationType = '', path }: LogRecord): boolean {
  if (userAgent.toLowerCase().startsWith(probeUserAgent.toLowerCase())) return true;
  if (availabilityService.test(userAgent) || /^Bearer/i.test(authenticationType)) return true;
  return teams.test(userAgent) && (path === undefined || servicePath.test(path));
}

/** DAuth's calls carry WS-Security in their body and no challenge precedes them. */
export function isDauth({ path = '', userAgent = '' }: LogRecord): boolean {
  return (
    /\/wssecurity(?:\/|$)/i.test(path) && /^(?:TestOrganizationRelationship|ASProxy|ASAutoDiscover)\//i.test(userAgent)
  );
}

/** Which part the request has; undefined when it has nothing to do with OAuth. */
export function partOf(request: OAuthRequest): Part | undefined {
  const { record, diagnostics } = request;
  const { kind, status, authorization } = record;
  if (kind === 'httpErr') return partInHttpErr(record);
  if (diagnostics) return 'refused';
  if (status === undefined) return undefined;
  if (authorization?.kind === 'token') return outcome(status);
  if (authorization?.kind === 'emptyBearer') return status === 401 ? 'challenge' : outcome(status);
  if (isDauth(record)) return outcome(status);
  if (authorization?.kind === 'other') return 'otherAuthentication';
  if (!isOAuthClient(record))
    return status === 401 && servicePath.test(record.path ?? '') ? unknownClient(record) : undefined;
  if (status !== 401) return outcome(status);
  if (authorization?.kind === 'none') return 'challenge';
  return isWindowsLogon(record) ? 'otherAuthentication' : 'perhapsChallenge';
}

function outcome(status: number): Part {
  return status >= 200 && status < 300 ? 'accepted' : 'refused';
}

function unknownClient(record: LogRecord): Part {
  return record.authorization || isWindowsLogon(record) ? 'otherAuthentication' : 'unclear';
}

/** `401 1 2148074254`: a leg of Negotiate or NTLM (facts/oauth-outbound-admin §5.1). */
function isWindowsLogon({ subStatus = 0, win32Status = 0 }: LogRecord): boolean {
  return subStatus !== 0 || win32Status !== 0;
}

/** HTTP.sys refuses what never reaches Exchange; idle connections that it closes are its daily work. */
function partInHttpErr({ path = '', status, reason = '' }: LogRecord): Part | undefined {
  if (!servicePath.test(path)) return undefined;
  const isFailure = (status !== undefined && status >= 400) || /^Connection_Abandoned_By/i.test(reason);
  return isFailure ? 'refused' : undefined;
}
