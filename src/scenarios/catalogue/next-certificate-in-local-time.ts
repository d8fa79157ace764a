import { runHybridWizard, withNewAuthCertificate } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A13: who lives two hours east of Greenwich and types what his own clock shows. */
export const nextCertificateInLocalTime: Scenario = {
  id: 'next-certificate-in-local-time',
  title: 'The effective date was typed in local time',
  difficulty: 'hard',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'sharedPrincipal'],
  teaches:
    'The effective date counts in UTC. East of Greenwich the change comes late by the hours of the offset, west of it too early; restarting the service does not help before the date is reached.',
  ticket: () =>
    'We are in the change window, from now on the new auth certificate should count. I know the trick with the Service Host, so I have restarted it. Twice. The thumbprint does not move. The date I have given is right, I have read it from the clock in the task bar. Our colleagues in Helsinki once had the same.',
  hints: () => [
    'Nothing is broken yet. What does Get-AuthConfig say is to happen, and when?',
    'Compare NextCertificateEffectiveDate with the time, and ask in which time zone each of the two is.',
    'How many hours lie between the date and now in UTC, and how many between your zone and UTC?',
  ],
  cause: 'next-certificate-not-published-yet',
  explanation:
    'The date that was typed is two hours ahead in UTC: it was read from a clock that shows local time. The servicelet is right to wait. That the date counts as UTC is what one report says. The lab shows all times in UTC.',
  sources: ['facts/oauth-outbound-admin §3.3 and §6.2 A13 (one report)'],
  check: () => ({ cmdlet: 'Get-AuthConfig', parameters: {}, session: 'OnPremises' }),
  break: () => [
    withNewAuthCertificate(
      '$taskBar = (Get-Date).AddHours(2)',
      'Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint -NewCertificateEffectiveDate $taskBar -Force',
      'Restart-Service MSExchangeServiceHost',
    ),
  ],
  expected: () => ({
    result: 'text',
    says: [/NextCertificateThumbprint +: [0-9A-F]{40}/],
    looks: [
      {
        ...onPremises('Restart-Service MSExchangeServiceHost', '(Get-AuthConfig).NextCertificateThumbprint'),
        shows: /[0-9A-F]{40}/,
      },
      {
        ...onPremises('(Get-AuthConfig).NextCertificateEffectiveDate -gt [DateTime]::UtcNow.AddMinutes(100)'),
        shows: 'True',
      },
    ],
  }),
  mend: () => [onPremises('Set-AuthConfig -PublishCertificate'), restartIis, runHybridWizard],
  mended: () => ({
    result: 'text',
    says: [/PreviousCertificateThumbprint +: [0-9A-F]{40}/, /NextCertificateThumbprint +: *(?:\n|Next)/],
  }),
  putBackAfterwards: true,
};
