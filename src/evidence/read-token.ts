import { type Claims, decodeJsonObject, isReadable, isUnsigned, parseToken, stringClaim } from '../protocol/token.js';
import { type CutClaim, type CutPart, decodeCutToken, isCutSignature } from './cut-token.js';
import { type DecodedToken, decodeParts } from './decoded-token.js';
import { findTokenTexts } from './pasted-token.js';

/** A token as far as it can be read. */
export interface ReadToken {
  /** The compact token, without what stood around and in it: a secret. */
  readonly text: string;
  /** Without signatures, unless they are to be revealed. */
  readonly decoded: DecodedToken;
  /** Not all of it is there: `decoded` has what is. */
  readonly cut: boolean;
  readonly cutIn?: CutPart | undefined;
  /** The claim that is there in part, and therefore not in `decoded`. */
  readonly cutClaim?: CutClaim | undefined;
  /** Five parts (RFC 7516): who it is not for reads its header alone. */
  readonly encrypted?: true | undefined;
  /** The token in its claim `actortoken`. */
  readonly actorToken?: ReadToken | undefined;
}

interface ReadOptions {
  readonly reveal?: boolean | undefined;
}

/** The first token in a text, whatever stands around it, also when it was cut; undefined when there is none. */
export function readToken(text: string, options: ReadOptions = {}): ReadToken | undefined {
  for (const read of readTokens(text, options)) return read;
  return undefined;
}

/** All tokens in a text, in their order. */
export function* readTokens(text: string, options: ReadOptions = {}): Generator<ReadToken> {
  for (const found of findTokenTexts(text)) {
    const read = readCompact(found, options);
    if (read) yield read;
  }
}

/** Tokens in tokens; a signed one has one more in it, and there it ends. */
const mostNested = 4;

function readCompact(text: string, options: ReadOptions, levels = mostNested): ReadToken | undefined {
  const parsed = parseToken(text);
  if (!isReadable(parsed) || isCutSignature(parsed.header, parsed.encodedSignature)) {
    return readEncrypted(text) ?? readCut(text, options, levels);
  }
  const nested = stringClaim(parsed.claims, 'actortoken');
  const actorToken = nested === undefined || levels === 0 ? undefined : readCompact(nested, options, levels - 1);
  return { text, decoded: decode(parsed, !isUnsigned(parsed), actorToken, options), cut: false, actorToken };
}

function readCut(text: string, options: ReadOptions, levels: number): ReadToken | undefined {
  const left = decodeCutToken(text);
  if (!left) return undefined;
  const { header, claims, cutIn, cutClaim } = left;
  const nested =
    stringClaim(claims, 'actortoken') ?? (cutClaim?.name === 'actortoken' ? cutClaim.beginning : undefined);
  const actorToken = nested === undefined || levels === 0 ? undefined : readCompact(nested, options, levels - 1);
  const signed = stringClaim(header, 'alg')?.toLowerCase() !== 'none';
  return {
    text,
    decoded: decode({ header, claims }, signed, actorToken, options),
    cut: true,
    cutIn,
    cutClaim,
    actorToken,
  };
}

function readEncrypted(text: string): ReadToken | undefined {
  const parts = text.split('.');
  const header = parts.length === 5 ? decodeJsonObject(parts[0] ?? '') : undefined;
  if (!header || !Object.hasOwn(header, 'enc')) return undefined;
  return { text, decoded: { header, claims: {}, signed: false }, cut: false, encrypted: true };
}

function decode(
  parts: { readonly header: Claims; readonly claims: Claims },
  signed: boolean,
  actorToken: ReadToken | undefined,
  options: ReadOptions,
): DecodedToken {
  return { ...decodeParts(parts, options), signed, ...(actorToken ? { actorToken: actorToken.decoded } : {}) };
}
