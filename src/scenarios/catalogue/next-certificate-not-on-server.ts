import { withNewAuthCertificate } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { onPremises } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A16. */
export const nextCertificateNotOnServer: Scenario = {
  id: 'next-certificate-not-on-server',
  title: 'The next auth certificate is not on every server',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'exchangeServer'],
  teaches:
    'A failure that can be mended before it happens: with the change a server without the next certificate has nothing to sign with. 48 hours are for looking, not only for waiting.',
  ticket: () =>
    'The auth certificate changes the day after tomorrow. At the last change EX02, in the branch, was without calendars for a week. The project manager wants a written statement that it will not happen again. Today everything works, so I have nothing to show him.',
  hints: () => [
    'Look ahead: what will be needed at the moment of the change, and where?',
    'Get-AuthConfig names the next certificate as well. Microsoft’s script looks for it on every server.',
    'Ask each server’s store for NextCertificateThumbprint, and Get-ExchangeServer for the sites.',
  ],
  cause: 'next-certificate-not-on-server',
  sources: ['facts/oauth-outbound-admin §3.3, §4.2 (S5), §4.4 and §6.2 A16'],
  check: () => ({ cmdlet: 'MonitorExchangeAuthCertificate.ps1', parameters: {}, session: 'OnPremises' }),
  break: () => [
    onPremises('Set-LabExchangeServer EX02 -ADSite Branch'),
    withNewAuthCertificate(
      'Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint -NewCertificateEffectiveDate (Get-Date).AddHours(49)',
    ),
  ],
  expected: () => ({
    result: 'text',
    says: [
      'The certificate which is configured as next Auth Certificate is missing on the following servers: ex02.',
      'Test result: The current or next Auth Certificate is missing on some servers and must be imported.',
    ],
    looks: [
      {
        ...onPremises(
          'Get-ExchangeServer | ForEach-Object { Get-ExchangeCertificate -Server $_.Name | where Subject -like "*Auth Certificate*" | Measure-Object | % Count }',
        ),
        shows: /^2\s+1$/m,
      },
      {
        ...onPremises(
          "Get-EventLog -LogName Application -Source 'MSExchange Certificate Deployment' -Newest 1 | fl MachineName,Message",
        ),
        shows: 'Federation or Auth certificate not found:',
      },
    ],
  }),
  mend: () => [
    onPremises('.\\MonitorExchangeAuthCertificate.ps1 -ValidateAndRenewAuthCertificate $true -Confirm:$false'),
  ],
  mended: () => ({ result: 'text', says: ['Test result: No renewal action is required'] }),
  putBackAfterwards: true,
};
