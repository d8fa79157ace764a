import { atEndOfAuthCertificate, runHybridWizard } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A10. What the admin center does is New-ExchangeCertificate of the old one (§3.5). */
export const authCertificateRenewedInEac: Scenario = {
  id: 'auth-certificate-renewed-in-eac',
  title: 'Renewed in the admin center, and expired all the same',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'sharedPrincipal', 'clock'],
  teaches:
    'Renew in the admin center makes another certificate of the same name on one server. The auth configuration goes on naming the old one, until that expires.',
  ticket: () =>
    'I have renewed the auth certificate in good time: a month ago, in the admin center, with the button "Renew". It is listed there, green, valid for five more years. Since last night nobody on-premises sees calendars in the cloud, so it must be something else this time. Was there an outage at Microsoft?',
  hints: () => [
    'How far does Test-OAuthConnectivity get on-premises? Is Microsoft asked at all?',
    'List the certificates of that name on the server, with thumbprint and date: there is more than one.',
    'Which of them does Get-AuthConfig name?',
  ],
  cause: 'auth-certificate-renewed-in-eac',
  sources: ['facts/oauth-outbound-admin §1.8 F16, §3.5 and §6.2 A10'],
  check: onPremisesAsksCloud,
  break: () => [
    atEndOfAuthCertificate('AddDays(-25)'),
    {
      ...onPremises(
        'Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint | New-ExchangeCertificate | Out-Null',
      ),
      answers: ['N'],
      say: 'What Renew in the admin center does.',
    },
    atEndOfAuthCertificate('AddHours(1)'),
  ],
  expected: () => ({
    result: 'Error',
    says: ['Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate.'],
    iisStatus: [],
    events: [{ source: 'MSExchange Web Services', eventId: 24 }],
    looks: [
      {
        ...onPremises('Get-ExchangeCertificate | where Subject -like "*Auth Certificate*" | ft Status,NotAfter'),
        shows: /DateInvalid[^\n]*\n[^\n]*Valid/,
      },
    ],
  }),
  mend: () => [
    onPremises(
      '$new = Get-ExchangeCertificate | where { $_.Subject -like "*Auth Certificate*" -and $_.Status -eq "Valid" }',
      'Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint -NewCertificateEffectiveDate (Get-Date) -Force',
      'Set-AuthConfig -PublishCertificate',
      'Set-AuthConfig -ClearPreviousCertificate',
      'Restart-Service MSExchangeServiceHost',
    ),
    restartIis,
    runHybridWizard,
  ],
  putBackAfterwards: true,
};
