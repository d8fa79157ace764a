import {
  type Claims,
  encodeUnsignedToken,
  isReadable,
  isUnsigned,
  parseToken,
  stringClaim,
} from '../protocol/token.js';

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
  const claims = options.reveal ? parsed.claims : harmlessClaims(parsed.claims);
  return { header: parsed.header, claims, signed: !isUnsigned(parsed), ...(actorToken ? { actorToken } : {}) };
}

/** Claims whose actor token, and the one in that, can be read but not used. */
function harmlessClaims(claims: Claims): Claims {
  const nested = stringClaim(claims, 'actortoken');
  return nested === undefined ? claims : { ...claims, actortoken: withoutSignature(nested, '<signature removed>') };
}

/** The token with `mark` for its signature, and without those of the tokens in it. What is no token keeps two parts at most. */
export function withoutSignature(token: string, mark: string): string {
  const parts = token.split('.');
  const parsed = parseToken(token);
  if (!isReadable(parsed)) return parts.length < 3 ? token : `${parts[0]}.${parts[1]}.${mark}`;
  const hasNested = stringClaim(parsed.claims, 'actortoken') !== undefined;
  const readable = hasNested
    ? encodeUnsignedToken(parsed.header, harmlessClaims(parsed.claims))
    : `${parsed.encodedHeader}.${parsed.encodedPayload}.`;
  return parsed.encodedSignature === '' ? readable : `${readable}${mark}`;
}

/** What people paste: with `Bearer`, `Bearer+` from an IIS log, quotes, blanks or line breaks. */
export function pastedToken(text: string): string {
  return text
    .trim()
    .replace(/^["'“”]+|["'“”]+$/g, '')
    .replace(/^(?:authorization\s*:\s*)?bearer[\s+]+/i, '')
    .replace(/\s+/g, '');
}
