import { type ExchangeError, type ExchangeErrorName, exchangeErrors } from './exchange-errors.js';
import { type Speaker, speaksNewer } from './exchange-version.js';

/** The header a refusal travels in (facts/oauth-inbound §1.1). */
export const diagnosticsHeader = 'x-ms-diagnostics';

/** A refusal from the catalogue, not yet worded: which error, and the arguments of its text. */
export interface Refusal {
  readonly error: ExchangeErrorName;
  readonly arguments: readonly string[];
}

/** What `x-ms-diagnostics` says. */
export interface Diagnostics {
  readonly code: number;
  readonly reason: string;
  readonly errorCategory: string;
}

export interface WordedRefusal extends Diagnostics {
  readonly httpStatus: 401 | 403 | 500;
  /** Reason phrase of the response, where Exchange has one of its own. */
  readonly statusText?: string | undefined;
}

/** A refusal by Exchange's name of the error. */
export function refuse(error: ExchangeErrorName, ...args: readonly string[]): Refusal {
  return { error, arguments: args };
}

/** The words of a refusal in the manner of the speaker's build (facts/oauth-inbound §0, version table). */
export function wordRefusal(refusal: Refusal, speaker: Speaker): WordedRefusal {
  const row: ExchangeError = exchangeErrors[refusal.error];
  const newer = hasNewerWords(row, speaker) ? row.newerBuilds : undefined;
  return {
    code: newer?.code ?? row.code,
    errorCategory: newer?.category ?? row.category,
    reason: fill(newer?.reason ?? row.reason, refusal.arguments),
    httpStatus: row.httpStatus,
    statusText: row.statusText,
  };
}

/** `2000003;reason="…";error_category="…"`; the reason part is left out when it is empty (facts/oauth-inbound §1.1). */
export function formatDiagnostics(diagnostics: Diagnostics): string {
  const reason = diagnostics.reason === '' ? '' : `;reason="${encodeControls(diagnostics.reason)}"`;
  return `${diagnostics.code}${reason};error_category="${diagnostics.errorCategory}"`;
}

const grammar = /^\s*(\d{7})\s*;(?:\s*reason\s*=\s*"([\s\S]*)"\s*;)?\s*error_category\s*=\s*"([^"]*)"/;

/** Reads a diagnostics value, also with the blanks that documentation puts behind semicolons. */
export function parseDiagnostics(value: string): Diagnostics | undefined {
  const match = grammar.exec(value);
  if (!match) return undefined;
  return { code: Number(match[1]), reason: match[2] ?? '', errorCategory: match[3] ?? '' };
}

function hasNewerWords(row: ExchangeError, speaker: Speaker): boolean {
  return row.newerBuilds?.scope === 'Exchange Online only' ? speaker.side === 'Cloud' : speaksNewer(speaker);
}

function fill(text: string, args: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (_, index: string) => args[Number(index)] ?? '');
}

/** Control characters can't stand in a header: encoded as ASP.NET does it, `%0a` (inferred, facts/oauth-inbound §8.7). */
function encodeControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
