import { certificateDetails } from '../pki/certificate-details.js';
import type { BoundParameters, CmdletContext } from './cmdlet.js';
import { requireCertificate } from './server-certificates.js';

/**
 * What New-ExchangeCertificate takes over from the certificate it is piped, as the admin center does when it renews one: its
 * names, its services, and whether its key may leave the server. A key and a lifetime of its own; nothing that names the old
 * one is changed, so for the auth certificate nothing is won (facts/oauth-outbound-admin §3.5, trap).
 */
export function renewalParameters(parameters: BoundParameters, context: CmdletContext): BoundParameters {
  const { Instance: thumbprint, Server } = parameters;
  if (thumbprint === undefined) return parameters;
  const { entry, stored } = requireCertificate(context, { Thumbprint: thumbprint, Server });
  const { subject, dnsNames } = certificateDetails(stored.certificate);
  return {
    SubjectName: subject,
    DomainName: dnsNames,
    FriendlyName: entry.friendlyName,
    Services: entry.services,
    PrivateKeyExportable: entry.privateKeyExportable,
    ...parameters,
  };
}
