import type { Scenario } from '../scenario.js';
import { onPremises, test } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A06: the second server stands in a site of its own, where no servicelet copies to. */
export const authCertificateNotOnServer: Scenario = {
  id: 'auth-certificate-not-on-server',
  title: 'One server lacks the auth certificate',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'exchangeServer'],
  teaches:
    'Each server signs with what lies in its own store. The Certificate servicelet copies within one Active Directory site; elsewhere an admin has to, and the test proves only the server it runs on.',
  ticket: () =>
    'Sometimes free/busy of the cloud is there, sometimes it is not, for the same two people within a minute. It began after EX02 was set up anew in the branch office. The colleague there swears that Test-OAuthConnectivity is green, he ran it on EX01.',
  hints: () => [
    'Which server fails? Connect to each of them (Connect-ExchangeServer) and run the test there.',
    'The one that fails has nothing to sign with, and the other one has. Compare their stores.',
    'Both should hold the thumbprint that Get-AuthConfig names. MonitorExchangeAuthCertificate.ps1 lists who lacks it, and the sites.',
  ],
  cause: 'auth-certificate-not-on-server',
  sources: ['facts/oauth-outbound-admin §3.3, §3.4, §4.2 (S4) and §6.2 A06'],
  check: ({ onPremisesUser }) => ({
    ...test('EWS', 'https://outlook.office365.com', onPremisesUser),
    session: 'OnPremises',
    server: 'EX02',
  }),
  break: () => [
    onPremises(
      'Set-LabExchangeServer EX02 -ADSite Branch',
      'Remove-ExchangeCertificate -Server EX02 -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint -Confirm:$false',
      'Restart-Service MSExchangeServiceHost',
      'iisreset',
    ),
  ],
  expected: () => ({
    result: 'Error',
    says: ['Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate.'],
    iisStatus: [],
    events: [{ source: 'MSExchange OAuth', eventId: 2004 }],
    looks: [
      {
        ...onPremises('.\\MonitorExchangeAuthCertificate.ps1'),
        shows: 'The actively used Auth Certificate is missing on the following servers: ex02.',
      },
      {
        ...onPremises(
          "Get-EventLog -LogName Application -Source 'MSExchange Certificate Deployment' -Newest 1 | fl MachineName,Message",
        ),
        shows: 'Federation or Auth certificate not found:',
      },
      { ...onPremises('.\\FreeBusyChecker.ps1'), shows: 'Auth Certificate seems Not to be present in' },
    ],
  }),
  mend: () => [
    onPremises('.\\MonitorExchangeAuthCertificate.ps1 -ValidateAndRenewAuthCertificate $true -Confirm:$false'),
    { ...onPremises('iisreset'), server: 'EX02' },
  ],
  putBackAfterwards: true,
};
