import { X509Certificate } from 'node:crypto';
import { certificateOn, type ExchangeServer } from './exchange-server.js';
import type { AuthConfig } from './organization.js';

/** Why a server can't use the current auth certificate. */
export type CertificateProblem = 'missing' | 'noPrivateKey' | 'expired';

/** What is wrong with the current auth certificate on a server; undefined when nothing is. */
export function authCertificateProblem(
  { currentCertificateThumbprint: thumbprint }: AuthConfig,
  server: ExchangeServer | undefined,
  certificates: ReadonlyMap<string, { readonly certificate: string }>,
  now: number,
): CertificateProblem | undefined {
  const onServer = server && certificateOn(server, thumbprint);
  const stored = certificates.get(thumbprint);
  if (!onServer || !stored) return 'missing';
  if (!onServer.hasPrivateKey) return 'noPrivateKey';
  return Date.parse(new X509Certificate(stored.certificate).validTo) <= now ? 'expired' : undefined;
}
