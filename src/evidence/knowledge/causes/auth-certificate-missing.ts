import type { Cause } from '../cause.js';
import { renewAuthCertificate } from '../renewal-steps.js';

export const authCertificateMissing: Cause = {
  id: 'auth-certificate-missing',
  title: 'The auth certificate is gone, or none is configured',
  part: 'client',
  explanation: 'Get-AuthConfig names a certificate that is on no server, or none at all. Nothing can be signed.',
  tellApart: [
    '"Missing signing certificate."; "The certificate with thumbprint … was not found."; the wizard says "couldn\'t find the authorization certificate with thumbprint".',
    'Is it there on some servers, it only has to be copied; is it there and past its date, it has expired.',
  ],
  fix: [
    {
      say: 'Compare.',
      command:
        'Get-AuthConfig | Format-List CurrentCertificateThumbprint,NextCertificateThumbprint,NextCertificateEffectiveDate',
    },
    {
      say: 'See whether a server has it.',
      command:
        'Get-ExchangeCertificate (Get-AuthConfig).CurrentCertificateThumbprint | Format-List Thumbprint,NotAfter,HasPrivateKey',
    },
    ...renewAuthCertificate,
  ],
  direction: 'on-premises -> cloud',
  scenario: 'auth-certificate-missing',
  sources: [
    'facts/oauth-outbound-admin §1.8 F16, §3.4, §3.9 and §6.2 A03, A04',
    'facts/oauth-inbound §5 (event 2004) and §7',
    'Microsoft KB 3089171',
  ],
};
