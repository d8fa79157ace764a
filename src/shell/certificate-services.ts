import { formatDateTime } from '../connectivity/culture.js';
import {
  type CertificateService,
  certificateOn,
  certificateServices,
  type ExchangeServer,
} from '../directory/exchange-server.js';
import type { StoredCertificate } from '../pki/certificate.js';
import { certificateDetails } from '../pki/certificate-details.js';
import type { CmdletContext } from './cmdlet.js';
import { confirmPrompt } from './prompt.js';
import { storedCertificate } from './server-certificates.js';

/** Name of the question of facts/oauth-outbound-admin §3.3. */
export const overwriteSmtpPrompt = 'OverwriteDefaultSmtpCertificate';

/**
 * Shall the certificate become the default one of SMTP? Asked where SMTP is among its services and another is the default
 * (facts/oauth-outbound-admin §3.3, verbatim); not asked with -Force.
 */
export async function mayReplaceSmtpCertificate(
  context: CmdletContext,
  server: ExchangeServer,
  { certificate }: StoredCertificate,
  services: readonly CertificateService[],
  force: boolean,
): Promise<boolean> {
  if (!services.includes('SMTP')) return false;
  const replacement = certificateDetails(certificate);
  const current = storedCertificate(context, server.internalTransportCertificate);
  const isHeld = certificateOn(server, server.internalTransportCertificate) !== undefined;
  if (force || !current || !isHeld || server.internalTransportCertificate === replacement.thumbprint) return true;
  const line = ({ thumbprint, notAfter }: { readonly thumbprint: string; readonly notAfter: number }) =>
    `'${thumbprint}' (expires ${formatDateTime(notAfter, context.culture)})`;
  const message = [
    'Overwrite the existing default SMTP certificate?',
    '',
    `Current certificate: ${line(certificateDetails(current.certificate))}`,
    `Replace it with certificate: ${line(replacement)}`,
  ].join('\n');
  const answer = await context.ask(confirmPrompt(overwriteSmtpPrompt, message));
  return answer === 'Y' || answer === 'A';
}

/** A web site has one certificate: what gets IIS takes it from the other. The other services may have several (inferred). */
export function withServices(
  server: ExchangeServer,
  thumbprint: string,
  added: readonly CertificateService[],
  asDefaultForSmtp: boolean,
): ExchangeServer {
  const certificates = server.certificates.map((certificate) => {
    if (certificate.thumbprint !== thumbprint) {
      const services = certificate.services.filter((service) => service !== 'IIS' || !added.includes('IIS'));
      return { ...certificate, services };
    }
    const all = [...certificate.services, ...added];
    return { ...certificate, services: certificateServices.filter((service) => all.includes(service)) };
  });
  const internalTransportCertificate = asDefaultForSmtp ? thumbprint : server.internalTransportCertificate;
  return { ...server, certificates, internalTransportCertificate };
}
