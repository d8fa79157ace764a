import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { x5tOf } from '../pki/thumbprint.js';
import { type Claims, encodeUnsignedToken, signingInput } from '../protocol/token.js';
import { signedHeader } from '../protocol/token-claims.js';

/** A certificate with its private key, PEM. */
export interface SigningIdentity {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Signs claims as RS256 with a header that names the certificate (facts/oauth-inbound §3.2). */
export type TokenSigner = (claims: Claims) => string | Promise<string>;

/** Signs claims once, with the key of a certificate. */
export async function signOnce(identity: SigningIdentity, claims: Claims): Promise<string> {
  const { CompactSign } = await import('jose'); // loaded late: the import takes longer than the first 401 may
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: x5tOf(identity.certificate) })
    .sign(createPrivateKey(identity.privateKey));
}

/** Threads of libuv's pool, unless UV_THREADPOOL_SIZE says otherwise. */
const poolThreads = 4;

/** Cores that have nothing else to do: one is the event loop's, one is whoever asks, for clients run on this machine too. */
const freeCores = Math.max(0, Math.min(poolThreads, availableParallelism() - 2));

/** One signature at work on each of them and one that waits for it. */
const mostInPool = 2 * freeCores;

/**
 * The token service's signer, which names its key in `kid` too. It signs thousands of tokens a second, so RSA is done in
 * libuv's pool as far as cores are free for it; what would only queue up there is signed in the event loop, at once. On two
 * cores the pool was measured: a tenth more CPU time for each token (bench/README.md). jose, through WebCrypto, would take
 * a fifth more (facts/ecosystem, physical limits). `most`: how many may be in the pool at once.
 */
export function createTokenSigner(identity: SigningIdentity, most = mostInPool): TokenSigner {
  const key = createPrivateKey(identity.privateKey);
  const header = encodePart(signedHeader(x5tOf(identity.certificate), true));
  const signBytes = createBalancedSign(key, most);
  return (claims) => {
    const input = `${header}.${encodePart(claims)}`;
    const withSignature = (signature: Buffer) => `${input}.${signature.toString('base64url')}`;
    const signature = signBytes(Buffer.from(input));
    return signature instanceof Promise ? signature.then(withSignature) : withSignature(signature);
  };
}

const signInPool = promisify(sign);

/** Signs RSA with SHA-256, in the pool or here. */
function createBalancedSign(key: KeyObject, most: number): (bytes: Buffer) => Buffer | Promise<Buffer> {
  let inPool = 0;
  return (bytes) => {
    if (inPool >= most) return sign('sha256', bytes, key);
    inPool += 1;
    return signInPool('sha256', bytes, key).finally(() => {
      inPool -= 1;
    });
  };
}

function encodePart(value: Claims): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * Signs whatever header and claims say, byte for byte, with RSA and SHA-256: for tokens made to measure. jose, rightly,
 * refuses to make many of them.
 */
export function signVerbatim(header: Claims, claims: Claims, privateKey: string | KeyObject): string {
  const input = signingInput(header, claims);
  return `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`;
}

/** The header a token of this certificate has unless told otherwise. */
export function defaultHeader(certificate: string, withKeyId: boolean): Claims {
  return signedHeader(x5tOf(certificate), withKeyId);
}

/** A token without signature: `alg` none and an empty third part. */
export function unsignedToken(header: Claims, claims: Claims): string {
  return encodeUnsignedToken(header, claims);
}
