import {
  type Claim,
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
  const parsed = parseToken(token.replace(removed, 'AA'));
  if (!isReadable(parsed)) return undefined;
  const nested = stringClaim(parsed.claims, 'actortoken');
  const actorToken = nested === undefined ? undefined : decodeToken(nested, options);
  return { ...decodeParts(parsed, options), signed: !isUnsigned(parsed), ...(actorToken ? { actorToken } : {}) };
}

interface TokenParts {
  readonly header: Claims;
  readonly claims: Claims;
}

/** Header and claims to be shown: without the signatures of tokens in them unless these are to be revealed. */
export function decodeParts(
  { header, claims }: TokenParts,
  options: { readonly reveal?: boolean | undefined },
): TokenParts {
  return options.reveal ? { header, claims } : harmlessParts({ header, claims });
}

/** What stands for a signature, and for what is no token and may hold a secret. */
export const removedSignature = '<signature removed>';
export const noToken = '<no token>';

/** Where a signature was, also as the IIS log and whoever pastes it write a blank. */
const removed = /<signature[ +]?removed>$/;

/**
 * The token with `<signature removed>` for its signature, and without those of the tokens in it. It is encoded anew: of a
 * claim that stands there twice the first one is not read, and could be. What is no token keeps two parts at most.
 */
export function withoutSignature(token: string): string {
  const parts = token.split('.');
  const parsed = parseToken(token);
  if (!isReadable(parsed)) return parts.length < 3 ? token : `${parts[0]}.${parts[1]}.${removedSignature}`;
  const { header, claims } = harmlessParts(parsed);
  const readable = encodeUnsignedToken(header, claims);
  return parsed.encodedSignature === '' ? readable : `${readable}${removedSignature}`;
}

/** Header and claims whose tokens, the actor token and any other, can be read but not used. */
function harmlessParts({ header, claims }: TokenParts): TokenParts {
  return { header: harmlessClaims(header), claims: harmlessClaims(claims) };
}

function harmlessClaims(claims: Claims): Claims {
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [withoutAnySignature(name), harmlessClaim(value)]),
  );
}

function harmlessClaim(claim: Claim): Claim {
  if (typeof claim === 'string') return withoutAnySignature(claim);
  if (typeof claim !== 'object' || claim === null) return claim;
  return Array.isArray(claim) ? claim.map(harmlessClaim) : harmlessClaims(claim as Claims);
}

/** Three long parts with dots between them, in a URL perhaps encoded: a token with something before it, or a host name. */
const perhapsToken = /(?<![\w-])[\w-]{9,}(?:\.|%2e)[\w-]{9,}(?:\.|%2e)[\w-]*/gi;

const shortestToken = '123456789.123456789.'.length;

/** A header begins with `{"`, `{ ` or `{` and a line break; so many places are tried. */
const headerStart = /e[wy]/g;
const headerTries = 8;

/** Shorter texts are no signature. */
export const shortestSecret = 16;

/** The text with each token in it deprived of its signature. */
export function withoutAnySignature(text: string): string {
  if (text.length < shortestToken || !(text.includes('ey') || text.includes('ew'))) return text; // no header is in it
  return text.replace(perhapsToken, redactPerhaps);
}

function redactPerhaps(text: string): string {
  const candidate = text.replace(/%2e/gi, '.');
  const [first = '', , signature = ''] = candidate.split('.');
  const starts = [...first.matchAll(headerStart)].slice(0, headerTries).map(({ index }) => index);
  const start = starts.find((place) => isReadable(parseToken(candidate.slice(place))));
  if (start !== undefined) return candidate.slice(0, start) + withoutSignature(candidate.slice(start));
  return starts.length > 0 && signature.length >= shortestSecret ? noToken : text;
}
