import { systemClock } from '../../clock.js';
import { type ReadToken, readTokens } from '../read-token.js';
import { reportReadToken } from './report-token.js';
import type { TokenReport } from './token-report.js';
import { keysOfCertificates, keysOfJwks, keysOfMetadata, type VerificationKey } from './verification-keys.js';

export interface DecodeOptions {
  /** Host of the request, with a port that is not its scheme's default. */
  readonly host?: string | undefined;
  /** How the request reaches Exchange; `https` when left out. */
  readonly scheme?: 'https' | 'http' | undefined;
  /** The moment for which tokens are judged; now when left out. */
  readonly time?: Date | undefined;
  /** Certificates that may have signed: PEM, DER or PKCS#7. */
  readonly ca?: string | Uint8Array | undefined;
  /** A JSON Web Key Set, as text. */
  readonly jwks?: string | undefined;
  /** A `metadata/json/1` document of ACS, Exchange or a partner, as text. */
  readonly metadata?: string | undefined;
  /** Show signatures: whoever has them can use the token. */
  readonly showSignature?: boolean | undefined;
}

/**
 * The tokens in a text, explained, as `exchange-oauth-lab decode` does: whatever stands around them, also when they are
 * cut. Works on its own: nothing is asked of anybody. Throws KeySourceError for keys that can't be read.
 */
export async function decode(text: string, options: DecodeOptions = {}): Promise<readonly TokenReport[]> {
  const keys = await keysOf(options);
  const { host, scheme, time, showSignature: reveal } = options;
  const now = time?.getTime() ?? systemClock.now();
  const judge = (read: ReadToken) =>
    reportReadToken(read, { now, host, scheme, reveal, keys: { keys, certain: keys.length > 0 } });
  return Promise.all([...readTokens(text, { reveal })].map(judge));
}

async function keysOf({ ca, jwks, metadata }: DecodeOptions): Promise<readonly VerificationKey[]> {
  return [
    ...(ca === undefined ? [] : await keysOfCertificates(Buffer.from(ca), 'ca')),
    ...(jwks === undefined ? [] : keysOfJwks(jwks, 'jwks')),
    ...(metadata === undefined ? [] : keysOfMetadata(metadata, 'metadata')),
  ];
}
