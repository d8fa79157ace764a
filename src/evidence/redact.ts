import { isReadable, parseToken, stringClaim } from '../protocol/token.js';
import { type HeaderList, headerValue } from '../protocol/wire.js';
import { cutSignature, isBase64Url } from './cut-signature.js';
import { noToken, removedSignature, shortestSecret, withoutAnySignature, withoutSignature } from './decoded-token.js';
import type { Transaction } from './transaction.js';

/** Journals and pages show tokens without their signatures: what is left can be read, not used (design §2.4). */

/** The transaction fit to be shown. Exchange quotes some tokens it refuses, so every text of it is looked through. */
export function redactTransaction(transaction: Transaction): Transaction {
  const { request, steps, response, diagnostics, token } = transaction;
  const scrub = scrubber(token ?? credentialOf(headerValue(request.headers, 'authorization')));
  const scrubHeaders = (headers: HeaderList): HeaderList =>
    redactHeaders(headers).map(([name, value]) => [scrub(name), scrub(value)] as const);
  return {
    ...transaction,
    request: {
      ...request,
      target: scrub(request.target),
      authority: scrub(request.authority),
      headers: scrubHeaders(request.headers),
    },
    steps: steps.map((step) => ({ ...step, detail: scrub(step.detail) })),
    response: { ...response, headers: scrubHeaders(response.headers) },
    diagnostics: diagnostics && { ...diagnostics, reason: scrub(diagnostics.reason) },
    token: token === undefined ? undefined : redactBearer(token),
  };
}

/** Shows values of one request. */
export interface FieldRedactor {
  /** A value of the request as it may be shown. */
  show(value: string | undefined): string | undefined;
  /** The bearer token without its signatures, where these could be cut out of it; letters, digits and `.-_` before its end. */
  readonly bearer: string | undefined;
  /** The whole Authorization header as it may be shown. */
  showAuthorization(): string | undefined;
}

/**
 * Values of the request fit for log lines: most hold no secret, which is seen without taking the token apart. Whoever has
 * many of them to do remembers how tokens were cut.
 */
export function fieldRedactor(
  { token, request }: Transaction,
  cutToken: (token: string) => string | undefined,
): FieldRedactor {
  const authorization = headerValue(request.headers, 'authorization');
  const credential = token ?? credentialOf(authorization);
  const start = credential.slice(0, 8);
  const cut = credential === '' ? undefined : cutToken(credential);
  const isCut = cut !== undefined && authorization !== undefined && isBearer(authorization, credential);
  let scrub: ((text: string) => string) | undefined;
  const show = (value: string): string => {
    if (value.length < shortestSecret) return value;
    const isHarmless =
      credential === '' || (cut !== undefined && !hasLongRun(value) && !value.includes(start)) || guid.test(value);
    if (isHarmless) return withoutAnySignature(value);
    scrub ??= scrubber(credential);
    return scrub(value);
  };
  return {
    show: (value) => (value === undefined ? undefined : show(value)),
    bearer: isCut ? cut : undefined,
    showAuthorization: () => (authorization === undefined ? undefined : redactCredential(authorization)),
  };
}

/** A slice is no copy, and two texts are compared faster than an end is looked for. */
function isBearer(authorization: string, credential: string): boolean {
  return authorization.startsWith(bearerScheme) && authorization.slice(bearerScheme.length) === credential;
}

const bearerScheme = 'Bearer ';

/** Of a token that can be cut every part that could be quoted alone is a run of base64url. */
const guid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
function hasLongRun(text: string): boolean {
  let run = 0;
  for (let index = 0; index < text.length && run < shortestSecret; index += 1) {
    run = isBase64Url(text.charCodeAt(index)) ? run + 1 : 0;
  }
  return run === shortestSecret;
}

/** A bearer token without any signature, the one of its actor token included. */
export function redactBearer(token: string): string {
  if (token === '') return '';
  const cut = cutSignature(token);
  if (cut !== undefined) return cut;
  return isReadable(parseToken(token)) ? withoutSignature(token) : noToken;
}

const secretHeaders: ReadonlySet<string> = new Set(['authorization', 'cookie', 'set-cookie', 'proxy-authorization']);

/** Request or response headers fit to be shown. */
function redactHeaders(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) => [
    name,
    secretHeaders.has(name.toLowerCase()) ? redactCredential(value) : value,
  ]);
}

function redactCredential(value: string): string {
  const bearer = /^(\s*bearer)(\s*)(\S.*)$/is.exec(value);
  if (bearer) return `${bearer[1]} ${redactBearer((bearer[3] ?? '').trim())}`;
  const scheme = /^[^\s,]+/.exec(value.trim())?.[0] ?? '';
  if (!schemes.has(scheme.toLowerCase())) return value.trim() === '' ? value : '<removed>';
  return value.trim() === scheme ? value : `${scheme} <removed>`;
}

/** Words that are no secret in front of one (IANA's list of HTTP authentication schemes, and those of Windows). */
const schemes: ReadonlySet<string> = new Set([
  ...['basic', 'bearer', 'digest', 'dpop', 'gnap', 'hoba', 'mutual', 'negotiate', 'ntlm', 'oauth', 'pop', 'mac'],
  ...['privatetoken', 'scram-sha-1', 'scram-sha-256', 'vapid', 'kerberos', 'nego2', 'wlid1.1', 'passport1.4'],
]);

/** What stands behind the scheme of the Authorization header. */
function credentialOf(authorization = ''): string {
  return /^\s*\S+\s+(\S.*)$/s.exec(authorization)?.[1]?.trim() ?? '';
}

/** Takes a token out of a text: as a whole, and each part of it that may be quoted alone. */
function scrubber(token: string): (text: string) => string {
  const secrets = secretsOf(token).filter(([secret]) => secret.length >= shortestSecret);
  return (text) =>
    withoutAnySignature(secrets.reduce((clean, [secret, harmless]) => clean.replaceAll(secret, () => harmless), text));
}

function secretsOf(token: string): readonly (readonly [secret: string, harmless: string])[] {
  if (token === '') return [];
  const parsed = parseToken(token);
  if (!isReadable(parsed)) return [token, ...token.split('.')].map((part) => [part, noToken]);
  const harmless = withoutSignature(token);
  const [, payload = ''] = harmless.split('.');
  return [
    [token, harmless],
    [parsed.encodedPayload, payload],
    [parsed.encodedSignature, removedSignature],
    ...secretsOf(stringClaim(parsed.claims, 'actortoken') ?? ''),
  ];
}
