import { type Claims, isReadable, isUnsigned, parseToken, redactToken, stringClaim } from '../protocol/token.js';

/** A token taken apart for a reader, the actor token in it as well. Nothing is verified. */
export interface DecodedToken {
  readonly header: Claims;
  readonly claims: Claims;
  /** Does it carry a signature? */
  readonly signed: boolean;
  readonly actorToken?: DecodedToken;
}

/** Takes a token apart; signatures are left out unless they are to be revealed. Undefined when it is no JWT. */
export function decodeToken(token: string, options: { readonly reveal?: boolean } = {}): DecodedToken | undefined {
  const parsed = parseToken(token);
  if (!isReadable(parsed)) return undefined;
  const nested = stringClaim(parsed.claims, 'actortoken');
  const actorToken = nested === undefined ? undefined : decodeToken(nested, options);
  const claims =
    nested === undefined || options.reveal ? parsed.claims : { ...parsed.claims, actortoken: redactToken(nested) };
  return { header: parsed.header, claims, signed: !isUnsigned(parsed), ...(actorToken ? { actorToken } : {}) };
}

/** What people paste: with `Bearer`, `Bearer+` from an IIS log, quotes, blanks or line breaks. */
export function pastedToken(text: string): string {
  return text
    .trim()
    .replace(/^["'“”]+|["'“”]+$/g, '')
    .replace(/^(?:authorization\s*:\s*)?bearer[\s+]+/i, '')
    .replace(/\s+/g, '');
}
