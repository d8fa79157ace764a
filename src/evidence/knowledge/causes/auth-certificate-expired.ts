import type { Cause } from '../cause.js';
import { renewAuthCertificate } from '../renewal-steps.js';

export const authCertificateExpired: Cause = {
  id: 'auth-certificate-expired',
  title: 'The auth certificate has expired',
  part: 'client',
  explanation:
    'Exchange signs its token requests, and the cookies of OWA and ECP, with the organisation\'s auth certificate. Expired, it makes no tokens: the way to the cloud fails, OWA and ECP go round in circles, the EWS pool crashes. That an expired one, not only a missing one, is worded "Missing signing certificate." is inferred.',
  tellApart: [
    'Get-ExchangeCertificate shows NotAfter in the past for the thumbprint of Get-AuthConfig. Is the thumbprint unknown there, it is missing instead.',
    'Event 24 of MSExchange Web Services says "expired on"; event 1003 of MSExchange Front End HTTPS Proxy names FbaModule.ParseCadataCookies.',
  ],
  fix: [
    {
      say: 'Look on every server.',
      command:
        'Get-ExchangeCertificate (Get-AuthConfig).CurrentCertificateThumbprint | Format-List Thumbprint,NotAfter,Status,HasPrivateKey',
    },
    ...renewAuthCertificate,
  ],
  direction: 'on-premises -> cloud',
  scenario: 'auth-certificate-expired',
  sources: ['facts/oauth-outbound-admin §1.8 F16, §3.3 B, §3.9 (1003, 24) and §6.2 A01', 'Microsoft KB 2617816'],
};
