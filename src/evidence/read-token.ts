import { Buffer } from 'node:buffer';
import { type Claims, decodeJsonObject, isReadable, isUnsigned, parseToken, stringClaim } from '../protocol/token.js';
import { type CutClaim, type CutPart, decodeCutToken, isCutSignature } from './cut-token.js';
import { type DecodedToken, decodeParts } from './decoded-token.js';
import { findTokenTexts } from './pasted-token.js';
import { findReadableTokens, type ReadableToken, withoutBase64 } from './readable-token.js';

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
  /** As Exchange logs it to be read: no signature, and not every claim; it counts as cut in the claims. */
  readonly readable?: true | undefined;
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

/** All tokens in a text, in their order; behind them those that are not compact. */
export function* readTokens(text: string, options: ReadOptions = {}): Generator<ReadToken> {
  const decoded = withoutBase64(text);
  for (const found of findTokenTexts(decoded)) {
    const read = readCompact(found, options);
    if (read) yield read;
  }
  for (const found of findReadableTokens(decoded)) yield ofReadable(found);
}

/** Tokens in tokens; a signed one has one more in it, and there it ends. */
const mostNested = 4;

/** `enclosed`: it stands in a claim that is there as a whole, so that nobody has cut its signature, however long that is. */
function readCompact(text: string, options: ReadOptions, levels = mostNested, enclosed = false): ReadToken | undefined {
  const parsed = parseToken(text);
  if (!isReadable(parsed) || (!enclosed && isCutSignature(parsed.header, parsed.encodedSignature))) {
    return readEncrypted(text) ?? readCut(text, options, levels);
  }
  const nested = stringClaim(parsed.claims, 'actortoken');
  const actorToken = nested === undefined || levels === 0 ? undefined : readCompact(nested, options, levels - 1, true);
  return { text, decoded: decode(parsed, !isUnsigned(parsed), actorToken, options), cut: false, actorToken };
}

function readCut(text: string, options: ReadOptions, levels: number): ReadToken | undefined {
  const left = decodeCutToken(text);
  if (!left) return undefined;
  const { header, claims, cutIn, cutClaim } = left;
  const whole = stringClaim(claims, 'actortoken');
  const nested = whole ?? (cutClaim?.name === 'actortoken' ? cutClaim.beginning : undefined);
  const isEnclosed = whole !== undefined;
  const actorToken =
    nested === undefined || levels === 0 ? undefined : readCompact(nested, options, levels - 1, isEnclosed);
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

function ofReadable({ header, claims, actorToken: nested }: ReadableToken): ReadToken {
  const actorToken = nested && ofReadable(nested);
  const signed = stringClaim(header, 'alg')?.toLowerCase() !== 'none';
  return {
    text: [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.'),
    decoded: decode({ header, claims }, signed, actorToken, {}),
    ...{ cut: true, cutIn: 'claims', readable: true },
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
