import { X509Certificate } from 'node:crypto';
import { certificateOn } from '../directory/exchange-server.js';
import type { Organization } from '../directory/organization.js';
import type { CertificatesByThumbprint } from './trust-configuration.js';

/** Why a server can't use the current auth certificate; undefined when it can. */
export type CertificateProblem = 'missing' | 'noPrivateKey' | 'expired';

/** What is wrong with the current auth certificate on the organisation's first server, the one that answers. */
export function authCertificateProblem(
  { authConfig, servers }: Organization,
  certificates: CertificatesByThumbprint,
  now: number,
): CertificateProblem | undefined {
  const thumbprint = authConfig.currentCertificateThumbprint;
  const onServer = servers[0] && certificateOn(servers[0], thumbprint);
  const stored = certificates.get(thumbprint);
  if (!onServer || !stored) return 'missing';
  if (!onServer.hasPrivateKey) return 'noPrivateKey';
  return Date.parse(new X509Certificate(stored.certificate).validTo) <= now ? 'expired' : undefined;
}
