import { type ExchangeServer, withCertificate } from '../directory/exchange-server.js';
import { requestCertificate } from '../pki/certificate-request.js';
import { issueExchangeCertificate } from '../pki/lab-certificates.js';
import type { CertificateWishes } from './certificate-wishes.js';
import type { BoundParameters, CmdletContext, CmdletResult } from './cmdlet.js';
import { changeServer } from './server-certificates.js';

/**
 * New-ExchangeCertificate -GenerateRequest. As in Windows, a self-signed certificate with the request's key stands in for
 * the one to come, with the status PendingRequest, until Import-ExchangeCertificate gets the authority's answer.
 */
export async function makeCertificateRequest(
  wishes: CertificateWishes,
  server: ExchangeServer,
  parameters: BoundParameters,
  context: CmdletContext,
): Promise<CmdletResult> {
  const placeholder = await issueExchangeCertificate(wishes, context);
  const request = await requestCertificate(placeholder.privateKey, wishes);
  const thumbprint = await context.certificates.addExchangeCertificate(placeholder);
  await changeServer(context, server.name, (current) =>
    withCertificate(current, {
      thumbprint,
      friendlyName: String(parameters.FriendlyName ?? 'Microsoft Exchange'),
      services: [],
      privateKeyExportable: parameters.PrivateKeyExportable === true,
      hasPrivateKey: true,
      certificateRequest: request,
    }),
  );
  if (parameters.BinaryEncoded === true) return { output: [{ FileData: derOf(request) }] };
  return {
    output: [{ CertificateRequest: request }],
    host: request
      .trimEnd()
      .split('\n')
      .map((text) => ({ text })),
  };
}

/** Base64 of the DER, as bytes go through the API. */
function derOf(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/g, '');
}
