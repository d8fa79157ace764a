import { exchangeApplicationId } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const authCertificateUnknownInCloud: Cause = {
  id: 'auth-certificate-unknown-in-cloud',
  title: 'The cloud does not know the auth certificate',
  part: 'token service',
  explanation:
    'The server signs its token request with the auth certificate, and the token service finds no such key at the service principal. The certificate was renewed on-premises and not uploaded, or another one was made current.',
  tellApart: [
    'AADSTS50012 or AADSTS700027 "The key was not found" quotes the thumbprint that the server used: compare it with the keys in the cloud.',
    'Is the certificate there, see whether its dates are over, or whether the request names another application (ServiceName, dedicated app).',
  ],
  fix: [
    {
      say: 'See what on-premises uses.',
      command: 'Get-AuthConfig | Format-List CurrentCertificateThumbprint,ServiceName',
    },
    {
      say: 'See what the cloud has.',
      command: `Get-MgServicePrincipal -Filter "appId eq '${exchangeApplicationId}'" | Select-Object -ExpandProperty KeyCredentials`,
    },
    {
      say: 'Run the Hybrid Configuration Wizard again, which uploads it; with a dedicated hybrid app use its script instead.',
      command: '.\\ConfigureExchangeHybridApplication.ps1 -UpdateCertificate',
    },
    {
      say: 'Or have on-premises use the certificate that the cloud knows, where its private key is still there.',
      command: 'Set-AuthConfig -NewCertificateThumbprint <known thumbprint> -NewCertificateEffectiveDate (Get-Date)',
    },
  ],
  direction: 'on-premises -> cloud',
  scenario: 'auth-certificate-unknown-in-cloud',
  sources: [
    'facts/oauth-outbound-admin §1.8 F17, F18, §3.7 and §6.2 B01, B02',
    'facts/oauth-inbound §4.4 and §7',
    'Microsoft Learn, Resolve free/busy errors in hybrid Exchange',
  ],
};
