import { authCertificateProblem, type CertificateProblem } from '../directory/auth-certificate-problem.js';
import type { ExchangeServer } from '../directory/exchange-server.js';
import type { CmdletContext } from './cmdlet.js';

const words: Readonly<Record<CertificateProblem, string>> = {
  missing: 'is not there',
  noPrivateKey: 'has no private key there',
  expired: 'has expired',
};

/**
 * Since the security update of November 2023 PowerShell's serialization is signed with the auth certificate (seed page). What
 * a server says that can't is not known; the lab says it where the servers are listed. Exchange 2013 got no such update.
 */
export function serializationWarning(server: ExchangeServer, context: CmdletContext): readonly string[] {
  const { authConfig, exchangeVersion } = context.state.state.organization;
  if (exchangeVersion === '2013') return [];
  const known = context.certificates.exchangeCertificates;
  const problem = authCertificateProblem(authConfig, server, known, context.clock.now());
  if (problem === undefined) return [];
  return [
    `[lab] ${server.name}: the auth certificate ${words[problem]}, and PowerShell serialization payload signing needs it.`,
  ];
}
