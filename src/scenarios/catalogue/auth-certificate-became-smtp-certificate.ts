import { renewAuthCertificate, runHybridWizard } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A09. */
export const authCertificateBecameSmtpCertificate: Scenario = {
  id: 'auth-certificate-became-smtp-certificate',
  title: 'The new auth certificate has taken over SMTP',
  difficulty: 'easy',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'sharedPrincipal'],
  teaches:
    'New-ExchangeCertificate asks whether it shall overwrite the default SMTP certificate, and its default answer is yes. For an auth certificate it is no: OAuth works either way, and the servers’ mail hangs on it from then on.',
  ticket: () =>
    'The trainee renewed the auth certificate yesterday, with the commands from Microsoft’s page, and pressed Enter wherever he was asked. Calendars work in both directions, well done. Only our weekly HealthChecker comparison shows one line that was never different before, and the mail team wants to know whether it should worry.',
  hints: () => [
    'OAuth is fine here. Run HealthChecker.ps1, and read the lines of each certificate beside each other.',
    'Which certificate do the servers use for mail among themselves, and which one did they use before?',
    'Was there a question about "the existing default SMTP certificate"? See what became of the old one in Get-ExchangeCertificate.',
  ],
  cause: 'auth-certificate-became-smtp-certificate',
  sources: ['facts/oauth-outbound-admin §3.3 A, §4.5 and §6.2 A09'],
  check: () => ({ cmdlet: 'HealthChecker.ps1', parameters: {}, session: 'OnPremises' }),
  break: () => [{ ...renewAuthCertificate, answers: ['Y'] }, restartIis, runHybridWizard],
  expected: () => ({
    result: 'text',
    says: [/Internal Transport Certificate: True\s+Current Auth Certificate: True/],
    looks: [{ ...onPremises('Get-ExchangeCertificate | ft Services,Subject'), shows: /IMAP, POP, SMTP|IP\.\.S/ }],
  }),
  mend: () => [
    {
      ...onPremises(
        '$old = (Get-ExchangeCertificate | where Services -like "*IIS*").Thumbprint',
        'Enable-ExchangeCertificate $old -Services SMTP',
      ),
      answers: ['Y'],
    },
  ],
  mended: () => ({
    result: 'text',
    says: [/Internal Transport Certificate: False\s+Current Auth Certificate: True/],
  }),
  putBackAfterwards: true,
};
