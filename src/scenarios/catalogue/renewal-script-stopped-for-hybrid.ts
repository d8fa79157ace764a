import { atEndOfAuthCertificate, runHybridWizard } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { onPremises } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A17. */
export const renewalScriptStoppedForHybrid: Scenario = {
  id: 'renewal-script-stopped-for-hybrid',
  title: 'The renewal script runs every day and renews nothing',
  difficulty: 'easy',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'sharedPrincipal', 'clock'],
  teaches:
    'In a hybrid MonitorExchangeAuthCertificate.ps1 renews only when told to with -IgnoreHybridConfig $true, because the cloud has to learn the new key afterwards. A task without it is a false comfort.',
  ticket: () =>
    'My predecessor has set up a task that renews the auth certificate by itself, with Microsoft’s own script, every day at ten. It ends without an error. Still the report of our monitoring turns yellow, and says it is a matter of weeks.',
  hints: () => [
    'Run the script as the task does, and read all that it prints.',
    'Compare the days that are left with what the script has done about it, and why it says it has not.',
    'The script has noticed that this is no plain on-premises organisation. Which parameter is about that, and what has to follow?',
  ],
  cause: 'renewal-script-stopped-for-hybrid',
  sources: ['facts/oauth-outbound-admin §4.2, §4.3, §4.4 and §6.2 A17'],
  check: () => ({
    cmdlet: 'MonitorExchangeAuthCertificate.ps1',
    parameters: { ValidateAndRenewAuthCertificate: true },
    session: 'OnPremises',
  }),
  break: () => [atEndOfAuthCertificate('AddDays(-25)')],
  expected: () => ({
    result: 'text',
    says: [
      'We have not made any configuration change because Exchange Hybrid has been detected in your environment.',
      "Please rerun the script using the '-IgnoreHybridConfig $true' parameter to perform the renewal action.",
    ],
    looks: [
      {
        ...onPremises('.\\HealthChecker.ps1'),
        shows: /Lifetime in days: 2[45]/,
      },
    ],
  }),
  mend: () => [
    onPremises(
      '.\\MonitorExchangeAuthCertificate.ps1 -ValidateAndRenewAuthCertificate $true -IgnoreHybridConfig $true -Confirm:$false',
    ),
    {
      ...onPremises('Set-LabClock -Advance 4.13:00:00 | Out-Null'),
      say: 'Four days, and the servicelet’s next look: the new one becomes current.',
    },
    runHybridWizard,
  ],
  mended: () => ({ result: 'text', says: ['Test result: No renewal action is required'] }),
  putBackAfterwards: true,
};
