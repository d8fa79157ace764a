import { runHybridWizard, withNewAuthCertificate } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A12. */
export const nextCertificateNotPublishedYet: Scenario = {
  id: 'next-certificate-not-published-yet',
  title: 'The effective date has passed, and the old auth certificate is still the current one',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'sharedPrincipal', 'clock'],
  teaches:
    'Nothing happens on the minute of the effective date: the AuthAdmin servicelet looks when its service starts and every 12 hours after that.',
  ticket: () =>
    'The change of the auth certificate was planned for today’s window, I have sat here for it with a coffee. The hour came and went half an hour ago, and nothing has happened: no event, the old thumbprint, and the wizard would upload the old one. The change manager wants to roll back.',
  hints: () => [
    'Nothing is broken yet. Compare the three thumbprints and the date of Get-AuthConfig with the time.',
    'Somebody has to make the next certificate the current one. Who does that, and when does he look?',
    'Event 2014 of MSExchange AuthAdmin tells when it was done. Its servicelet lives in a Windows service: since when has that been running?',
  ],
  cause: 'next-certificate-not-published-yet',
  sources: ['facts/oauth-outbound-admin §3.3 A and §6.2 A12'],
  check: () => ({ cmdlet: 'Get-AuthConfig', parameters: {}, session: 'OnPremises' }),
  break: () => [
    { ...onPremises('Restart-Service MSExchangeServiceHost'), say: 'The server was restarted for updates.' },
    withNewAuthCertificate(
      'Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint -NewCertificateEffectiveDate (Get-Date).AddHours(1) -Force',
    ),
    onPremises('Set-LabClock -Advance 01:30:00 | Out-Null'),
  ],
  expected: () => ({
    result: 'text',
    says: [/NextCertificateThumbprint +: [0-9A-F]{40}/],
    looks: [
      { ...onPremises('(Get-AuthConfig).NextCertificateEffectiveDate -lt (Get-Date)'), shows: 'True' },
      {
        ...onPremises("(Get-EventLog -LogName Application -Source 'MSExchange AuthAdmin' | Measure-Object).Count"),
        shows: /^0$/m,
      },
    ],
  }),
  mend: () => [onPremises('Restart-Service MSExchangeServiceHost'), restartIis, runHybridWizard],
  mended: () => ({
    result: 'text',
    says: [/PreviousCertificateThumbprint +: [0-9A-F]{40}/, /NextCertificateThumbprint +: *(?:\n|Next)/],
  }),
  putBackAfterwards: true,
};
