import { paths } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const wizardOauthPartFailed: Cause = {
  id: 'wizard-oauth-part-failed',
  title: 'The Hybrid Configuration Wizard could not do its OAuth part',
  part: 'client',
  explanation: 'Transient or permanent; the wizard goes on without. HCW8064.',
  tellApart: ['A second run succeeds where it was transient. Its log says which step failed.'],
  fix: [
    { say: 'Run the wizard again.' },
    {
      say: 'Else test by hand.',
      command: `Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com${paths.ews} -Mailbox <mailbox> | Format-List`,
    },
    {
      say: 'And look at the certificate, the most frequent reason.',
      command:
        'Get-ExchangeCertificate (Get-AuthConfig).CurrentCertificateThumbprint | Format-List Thumbprint,NotAfter,HasPrivateKey',
    },
  ],
  sources: ['facts/oauth-outbound-admin §3.9 (HCW8064) and §6.1', 'Microsoft KB 3089172'],
};
