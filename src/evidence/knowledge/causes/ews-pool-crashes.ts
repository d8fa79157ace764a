import type { Cause } from '../cause.js';
import { renewAuthCertificate } from '../renewal-steps.js';

export const ewsPoolCrashes: Cause = {
  id: 'ews-pool-crashes',
  title: 'The EWS application pool crashes: the auth certificate has expired',
  part: 'web service',
  explanation:
    'With an expired auth certificate w3wp of MSExchangeServicesAppPool ends every 10 to 15 minutes; http.sys answers 503 meanwhile.',
  tellApart: [
    'Event 4999 of MSExchange Common with V1ProfileLocalTokenIssuer and OAuthTokenRequestFailedException; event 5011 of WAS in the System log.',
    'The 503 stands in HTTPERR, not in the IIS log.',
  ],
  fix: [
    {
      say: 'See the certificate.',
      command:
        'Get-ExchangeCertificate (Get-AuthConfig).CurrentCertificateThumbprint | Format-List Thumbprint,NotAfter,Status,HasPrivateKey',
    },
    ...renewAuthCertificate,
  ],
  scenario: 'ews-pool-crashes',
  sources: ['facts/oauth-outbound-admin §3.9 (4999, 5011) and §6.2 A02', 'Microsoft KB 2617816'],
};
