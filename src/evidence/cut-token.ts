import { type Claims, decodeJsonObject, parseJsonObject, stringClaim } from '../protocol/token.js';

/** The part in which a text ends, or goes wrong, before the token does. */
export type CutPart = 'header' | 'claims' | 'signature';

/** What is left of a token that a log's field limit, or whoever copied it, has cut. */
export interface CutToken {
  readonly header: Claims;
  /** Only those that are there as a whole. */
  readonly claims: Claims;
  readonly cutIn: CutPart;
  /** The claim, or the parameter of the header, that is there in part. */
  readonly cutClaim?: CutClaim | undefined;
}

/** A claim of which only the beginning is left. */
export interface CutClaim {
  readonly name: string;
  /** As far as it goes; undefined when the value is no text, or has not begun. */
  readonly beginning?: string | undefined;
}

/** Takes apart what is there; undefined when it does not begin as the header of a token does. */
export function decodeCutToken(text: string): CutToken | undefined {
  const [encodedHeader = '', encodedClaims, signature] = text.split('.', 3);
  const header = decodeJsonObject(encodedHeader);
  if (!header) {
    const { claims, cutClaim } = completeMembers(encodedHeader) ?? {};
    return claims && { header: claims, claims: {}, cutIn: 'header', cutClaim };
  }
  if (encodedClaims === undefined) return { header, claims: {}, cutIn: 'header' };
  const claims = decodeJsonObject(encodedClaims);
  if (claims) return isCutSignature(header, signature) ? { header, claims, cutIn: 'signature' } : undefined;
  return { header, cutIn: 'claims', ...(completeMembers(encodedClaims) ?? { claims: {} }) };
}

/** Characters of a usual signature in base64url, by the family of its algorithm: RSA of 1024 to 4096 bits, ECDSA and EdDSA, HMAC. */
const usualLengths: Readonly<Record<string, readonly number[]>> = {
  RS: [171, 342, 512, 683],
  PS: [171, 342, 512, 683],
  ES: [86, 128, 176],
  Ed: [86, 152],
  HS: [43, 64, 86],
};

/** Is the signature as long as a usual one of its algorithm? Undefined when the algorithm is not known. */
export function hasUsualLength(header: Claims, signature: string): boolean | undefined {
  return usualLengths[familyOf(header)]?.includes(signature.length);
}

function familyOf(header: Claims): string {
  return stringClaim(header, 'alg')?.slice(0, 2) ?? '';
}

/** Is part of it missing? An empty one is no part: such a token is unsigned, whatever its header says. */
export function isCutSignature(header: Claims, signature: string | undefined): boolean {
  if (signature === undefined) return true;
  if (signature === '' || hasUsualLength(header, signature) !== false) return false;
  const bytes = Math.floor((signature.length * 3) / 4);
  const isOfOddKey = /^[RP]S$/.test(familyOf(header)) && bytes >= 128 && bytes % 32 === 0 && signature.length % 4 !== 1;
  return !isOfOddKey;
}

/** A string, a bracket, a comma, or the quote of a string without end. */
const landmarks = /"(?:[^"\\]|\\.)*"|[[\]{},"]/g;

interface Members {
  readonly claims: Claims;
  readonly cutClaim?: CutClaim | undefined;
}

/** So many members are given up at most, where what follows them is no JSON any more. */
const mostLost = 50;

/** The members of a JSON object, in base64url, that stand there as a whole, up to where the text ends or goes wrong. */
function completeMembers(part: string): Members | undefined {
  const text = decodeBeginning(part);
  if (!objectStart.test(text)) return undefined;
  for (const place of endsOfMembers(text).toReversed().slice(0, mostLost)) {
    const claims = parseJsonObject(`${text.slice(0, place)}}`);
    if (claims) return withLastMember(claims, text.slice(place).replace(/^,/, ''));
  }
  return { claims: {} };
}

/** A number at the very end may lack digits; whatever has an end of its own is whole. */
function withLastMember(claims: Claims, member: string): Members {
  const last = parseJsonObject(`{${member}}`);
  const isWhole = last && !Object.values(last).some((value) => typeof value === 'number');
  return isWhole ? { claims: { ...claims, ...last } } : { claims, cutClaim: cutClaimOf(member) };
}

/** Where the object's members end, those of the object itself, not of one within it: behind its brace, and at commas. */
function endsOfMembers(text: string): readonly number[] {
  const places = [1];
  let depth = 0;
  for (const { 0: landmark, index } of text.matchAll(landmarks)) {
    if (landmark === '"') break;
    if (landmark === '{' || landmark === '[') depth += 1;
    else if (landmark === '}' || landmark === ']') depth -= 1;
    else if (landmark === ',' && depth === 1) places.push(index);
  }
  return places;
}

const beginningOfMember = /^\s*"((?:[^"\\]|\\.)+)"\s*:\s*(?:"((?:[^"\\]|\\.)*))?/;

function cutClaimOf(member: string): CutClaim | undefined {
  const [, name, beginning] = beginningOfMember.exec(member) ?? [];
  return name === undefined ? undefined : { name, beginning };
}

const objectStart = /^\{\s*(?:"|$)/;

/** Does the text go on as a token does: JSON in its first two parts? */
export function readsAsToken(text: string): boolean {
  return text.split('.', 2).every((part) => {
    const bytes = Buffer.from(part, 'base64url');
    const decoded = decodeBeginning(part);
    return objectStart.test(decoded) && Buffer.byteLength(decoded) > bytes.length - 4; // half a character may be left
  });
}

/** The text of which this is the beginning, up to where it is none: half a character at its end is left out. */
function decodeBeginning(part: string): string {
  const bytes = Buffer.from(part, 'base64url');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters can't stand in JSON
  return text.split(/[\ufffd\u0000-\u0008\u000b\u000c\u000e-\u001f]/, 1)[0] ?? '';
}
