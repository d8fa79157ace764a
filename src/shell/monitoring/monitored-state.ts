import { certificateDetails } from '../../pki/certificate-details.js';
import type { LabContext } from '../cmdlet.js';
import { storedCertificate } from '../server-certificates.js';
import type { AuthCertificateStatusInput } from './auth-certificate-status.js';

/** What the check of the auth certificate looks at, as the organisation is now. */
export function monitoredState(
  context: LabContext,
  options: Pick<
    AuthCertificateStatusInput,
    'ignoreUnreachableServers' | 'ignoreHybridConfig' | 'enforceNewAuthCertificate'
  >,
): AuthCertificateStatusInput {
  const { authConfig, servers, hybridConfiguration } = context.state.state.organization;
  const { currentCertificateThumbprint: currentThumbprint, nextCertificateThumbprint: nextThumbprint } = authConfig;
  return {
    ...options,
    currentThumbprint,
    nextThumbprint,
    servers: servers.map(({ fqdn, adSite, reachable, certificates }) => ({
      fqdn,
      adSite,
      reachable,
      thumbprints: certificates.map(({ thumbprint }) => thumbprint),
    })),
    notAfter: new Map([currentThumbprint, nextThumbprint].flatMap((thumbprint) => endOf(context, thumbprint))),
    hybridConfigured: hybridConfiguration !== undefined,
    now: context.clock.now(),
  };
}

function endOf(context: LabContext, thumbprint: string): readonly (readonly [string, number])[] {
  const stored = storedCertificate(context, thumbprint);
  return stored ? [[thumbprint, certificateDetails(stored.certificate).notAfter]] : [];
}
