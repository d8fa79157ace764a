import { isReadable, isUnsigned, parseToken, stringClaim } from '../../protocol/token.js';
import type { ReadToken } from '../read-token.js';
import { hexOfThumbprint, type VerificationKey } from './verification-keys.js';

/** What can be said of a signature. */
export interface SignatureVerdict {
  readonly state: 'verified' | 'wrong' | 'unsigned' | 'notJudged';
  /** Which key verified it, or why it is not verified. */
  readonly detail: string;
}

/** Keys that are known; `certain` where the signer must be among them, as somebody chose them. */
export interface KnownKeys {
  readonly keys: readonly VerificationKey[];
  readonly certain: boolean;
}

/**
 * Checks the signature as Exchange does: RS256 alone; `x5t` picks the certificate, or `kid` the key, and where nobody has
 * that one all are tried (facts/oauth-inbound §1.4, Signature). jose verifies, and refuses headers that must be understood.
 */
export async function judgeSignature(token: ReadToken, { keys, certain }: KnownKeys): Promise<SignatureVerdict> {
  const parsed = parseToken(token.text);
  if (token.cut || !isReadable(parsed)) return notJudged('The signature is not there as a whole.');
  if (isUnsigned(parsed)) return { state: 'unsigned', detail: 'The token is not signed.' };
  const algorithm = stringClaim(parsed.header, 'alg');
  if (algorithm !== 'RS256') return wrong(`Signed with '${algorithm ?? ''}'; only RS256 counts for Exchange.`);
  const named = keys.filter(({ x5t, kid }) => isNamed(parsed.header.x5t, x5t) || isNamed(parsed.header.kid, kid));
  for (const key of named.length > 0 ? named : keys) {
    if (await isSignedBy(token.text, key)) return { state: 'verified', detail: `Made by ${nameOf(key)}.` };
  }
  const wanted = nameOfSigner(parsed.header.x5t ?? parsed.header.kid);
  if (keys.length === 0) return notJudged(`No key is known here; the token names ${wanted}.`);
  if (named.length > 0) return wrong(`Not made by ${named.map(nameOf).join(', ')}, which the token names.`);
  const detail = `No key fits: the token names ${wanted}; known are ${keys.map(nameOf).join(', ')}.`;
  return certain ? wrong(detail) : notJudged(detail);
}

async function isSignedBy(text: string, { publicKey }: VerificationKey): Promise<boolean> {
  if (publicKey.asymmetricKeyType !== 'rsa') return false;
  const { compactVerify, errors } = await import('jose');
  try {
    await compactVerify(text, publicKey, { algorithms: ['RS256'] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return false; // TypeError: a key too short
    throw error;
  }
}

function isNamed(wanted: unknown, name: string | undefined): boolean {
  return name !== undefined && wanted === name;
}

function nameOf({ name, thumbprint }: VerificationKey): string {
  return thumbprint === undefined ? name : `${name} (thumbprint ${thumbprint})`;
}

function nameOfSigner(x5t: unknown): string {
  if (typeof x5t !== 'string') return 'no certificate';
  const thumbprint = hexOfThumbprint(x5t);
  return thumbprint === undefined ? `'${x5t}'` : `x5t ${x5t} = thumbprint ${thumbprint}`;
}

function wrong(detail: string): SignatureVerdict {
  return { state: 'wrong', detail };
}

function notJudged(detail: string): SignatureVerdict {
  return { state: 'notJudged', detail };
}
