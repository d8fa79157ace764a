import { Buffer, isAscii } from 'node:buffer';

/** A JSON value as it comes out of a token. */
export type Claim = string | number | boolean | null | readonly Claim[] | { readonly [name: string]: Claim };
export type Claims = { readonly [name: string]: Claim };

/** A compact JWT taken apart (RFC 7515 §7.1, RFC 7519). Nothing about it is verified. */
export interface ParsedToken {
  /** The three parts as they came. */
  readonly encodedHeader: string;
  readonly encodedPayload: string;
  readonly encodedSignature: string;
  readonly header: Claims;
  readonly claims: Claims;
}

/** Why a text is no token; `detail` is the text of the JWT library that Exchange puts into its refusal. */
export interface UnreadableToken {
  readonly detail: string;
}

/**
 * Texts of System.IdentityModel.Tokens.Jwt 1.0 (Apache-2.0), which Exchange builds on (facts/oauth-inbound §0 JWT1,
 * §1.4 step 5). Exchange subclasses the handler; which type name it prints is unknown, so the base class stands here.
 */
const handlerType = 'System.IdentityModel.Tokens.JwtSecurityTokenHandler';
export const jwtLibraryTexts = {
  cannotRead: (token: string) =>
    `Jwt10204: '${handlerType}' cannot read this string: '${token}'.\nThe string needs to be in compact JSON format, which is of the form: '<Base64UrlEncodedHeader>.<Base64UrlEndcodedPayload>.<OPTIONAL, Base64UrlEncodedSignature>'.`,
  cannotDecode: (part: 'header' | 'payload', value: string, token: string) =>
    `Jwt10113: Unable to decode the '${part}': '${value}' as Base64url encoded string. jwtEncodedString: '${token}'.`,
  missingExpiration: (token: string) =>
    `Jwt10322: Lifetime validation failed. The token is missing the 'exp' (Expiration Time) claim.\njwt: '${token}'.`,
  invalidDates: (validFrom: string, validTo: string) =>
    `Jwt10403: Invalid dates. validFrom: '${validFrom}' > validTo: ${validTo}.`,
  timeIsNoNumber: (claim: string, value: string, inner: string) =>
    `Jwt10100: Error found while parsing date time. The '${claim}' claim has value '${value}' which is could not be parsed to an integer.\nInnerException: '${inner}'.`,
  timeOutOfRange: (claim: string, value: string, inner: string) =>
    `Jwt10101: Error found while parsing date time. The '${claim}' claim has value '${value}' does not lie in the valid range. \nInnerException: '${inner}'.`,
} as const;

const compactForm = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*$/;
const base64UrlText = /^[A-Za-z0-9_-]*$/;

/**
 * Takes a compact JWT apart, or says why it can't be read, in the words of Exchange's JWT library. `decodeHeader` may know
 * headers it has decoded before: the tokens of one sender share theirs.
 */
export function parseToken(token: string, decodeHeader = decodeJsonObject): ParsedToken | UnreadableToken {
  const [encodedHeader = '', encodedPayload = '', encodedSignature, ...more] = token.split('.', 4);
  const header = decodeHeader(encodedHeader);
  const claims = header && decodeJsonObject(encodedPayload);
  const isSigned = encodedSignature !== undefined && base64UrlText.test(encodedSignature) && more.length === 0;
  if (header && claims && isSigned) return { encodedHeader, encodedPayload, encodedSignature, header, claims };
  if (!compactForm.test(token)) return { detail: jwtLibraryTexts.cannotRead(token) };
  if (!header) return { detail: jwtLibraryTexts.cannotDecode('header', encodedHeader, token) };
  return { detail: jwtLibraryTexts.cannotDecode('payload', encodedPayload, token) };
}

export function isReadable(token: ParsedToken | UnreadableToken): token is ParsedToken {
  return 'claims' in token;
}

/** A claim counts only if it is a JSON string (facts/oauth-inbound §1.4 step 5). */
export function stringClaim(claims: Claims, name: string): string | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Why a time claim is no time. */
export type UnreadableTime = 'noNumber' | 'outOfRange';

/** What .NET holds in the Int64 the library converts to, in the TimeSpan it makes of it, and in a DateTime, in seconds. */
const leastInt64 = -(2 ** 63);
const longestTimeSpan = 922_337_203_685;
const lastSecond = 253_402_300_799;

/**
 * A time claim in seconds since 1970, as that library reads it: numbers and decimal strings (facts/oauth-inbound §3.2),
 * null and truth values too, whatever Convert.ToInt64 makes an integer of. Times before 1970 count as 1970, those after
 * the year 9999 as its end. Undefined when the claim is missing; a claim that is there and no time is not ignored.
 */
export function readTime(claims: Claims, name: string): number | UnreadableTime | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null) return 'noNumber';
  if (typeof value === 'string' && !decimalInteger.test(value)) return 'noNumber';
  const seconds = roundToEven(Number(value));
  if (seconds > longestTimeSpan || seconds < leastInt64) return 'outOfRange';
  return Math.min(Math.max(seconds, 0), lastSecond);
}

/** A time in seconds that is written as a number or as digits; undefined when there is none. */
export function timeClaim(claims: Claims, name: string): number | undefined {
  const seconds = readTime(claims, name);
  const isWritten = typeof claims[name] === 'number' || typeof claims[name] === 'string';
  return isWritten && typeof seconds === 'number' ? seconds : undefined;
}

/** .NET's NumberStyles.Integer: blanks around it and a sign, no point, no exponent. */
const decimalInteger = /^[\t-\r ]*[+-]?\d+[\t-\r ]*$/;

function roundToEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** `none`, or no signature part: such a token vouches for nothing. */
export function isUnsigned(token: ParsedToken): boolean {
  return token.encodedSignature === '' || stringClaim(token.header, 'alg')?.toLowerCase() === 'none';
}

/**
 * Says it of itself, too: `alg` none and no signature, an Unsecured JWT (RFC 7519 §6.1). What names an algorithm and has
 * no signature, or the other way round, is neither signed nor unsigned; that Exchange refuses it is inferred.
 */
export function isUnsecured(token: ParsedToken): boolean {
  return token.encodedSignature === '' && stringClaim(token.header, 'alg') === 'none';
}

/** `{header}.{claims}` as readable text, the way Exchange's logs show a token: never with its signature. */
export function readableToken(token: ParsedToken): string {
  return `${JSON.stringify(token.header)}.${JSON.stringify(token.claims)}`;
}

/** Encodes header and claims of an unsigned token; it ends with a dot (facts/oauth-inbound §3.1). */
export function encodeUnsignedToken(header: Claims, claims: Claims): string {
  return `${encodeJson(header)}.${encodeJson(claims)}.`;
}

/** Header and claims, encoded and joined: what a signature is made over. */
export function signingInput(header: Claims, claims: Claims): string {
  return `${encodeJson(header)}.${encodeJson(claims)}`;
}

function encodeJson(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Of names that come twice the last counts: RFC 7515 §4 and RFC 7519 §4 leave that or a refusal, and .NET's
 * JavaScriptSerializer fills a dictionary (that it overwrites is inferred). A byte order mark is no JSON, to .NET neither.
 */
export function decodeJsonObject(part: string): Claims | undefined {
  const bytes = decodeBase64Url(part);
  if (!bytes) return undefined;
  try {
    return parseJsonObject(isAscii(bytes) ? bytes.toString('latin1') : utf8.decode(bytes));
  } catch {
    return undefined; // not UTF-8: the caller words the refusal
  }
}

/**
 * Base64url as it must be (RFC 4648 §5, without padding); undefined otherwise. Node takes more: it translates `+` and `/`,
 * drops a character too many (Jwt10114 of the library) and whatever is not of the alphabet, of which nothing comes out.
 */
function decodeBase64Url(text: string): Buffer | undefined {
  const isAlphabet = !text.includes('+') && !text.includes('/') && Buffer.byteLength(text) === text.length;
  if (!isAlphabet || text.length % 4 === 1) return undefined;
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === Math.floor((text.length * 3) / 4) ? bytes : undefined;
}

/** A JSON object, nested no deeper than a token may be; undefined when the text is none. */
export function parseJsonObject(text: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && !isNestedDeeper(value) ? (value as Claims) : undefined;
  } catch {
    return undefined; // not JSON: the caller words it
  }
}

/** Clock skew both ways, in seconds: the JWT library's default, which Exchange keeps (facts/oauth-inbound §5, inferred). */
export const clockSkewSeconds = 5 * 60;

/** .NET's JavaScriptSerializer, which that JWT library reads with, stops there (RecursionLimit); our own JSON would later. */
const maxNesting = 100;

/** Deeper than a token may be nested? */
export function isNestedDeeper(value: unknown, levels = maxNesting): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const name in value) {
    const inner = (value as Record<string, unknown>)[name];
    if (typeof inner === 'object' && isNestedDeeper(inner, levels - 1)) return true;
  }
  return false;
}
