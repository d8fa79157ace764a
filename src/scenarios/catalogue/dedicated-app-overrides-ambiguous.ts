import type { Scenario } from '../scenario.js';
import { onPremises } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B09: HealthChecker’s finding; which override counts is not known, so it is no failure here. */
export const dedicatedAppOverridesAmbiguous: Scenario = {
  id: 'dedicated-app-overrides-ambiguous',
  title: 'There are two overrides for the dedicated app',
  difficulty: 'easy',
  direction: 'on-premises -> cloud',
  subjects: ['hybridApplication', 'evoSts', 'organizationRelationship'],
  teaches:
    'A second override for the same section makes it impossible to tell which one counts. The test may pass; HealthChecker says it, so run it before users do.',
  ticket: () =>
    'The monthly health report of our Exchange servers was green for a year, and now it has a red line under “Hybrid”. Nothing is broken, as far as I can see. My boss wants it green again by Friday.',
  hints: () => [
    'Run HealthChecker and read the part Hybrid.',
    'It speaks of setting overrides. List them with their section and their parameters.',
    'One was made by the script, one by hand. They say the same, for the same section.',
  ],
  cause: 'dedicated-app-overrides-ambiguous',
  sources: ['facts/oauth-outbound-admin §4.5 and §6.2 B09'],
  check: () => ({ cmdlet: 'HealthChecker.ps1', parameters: {} }),
  break: () => [
    onPremises(
      '.\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication -Confirm:$false',
      'New-SettingOverride -Name "Hybrid app (ticket 4711)" -Component Global -Section ExchangeOnpremAsThirdPartyAppId -Parameters @("Enabled=true") -Reason "Ticket 4711"',
    ),
  ],
  expected: () => ({
    result: 'text',
    says: ['Multiple SettingOverrides detected - unable to determine status of the feature'],
    iisStatus: [],
    looks: [
      {
        ...onPremises('Get-SettingOverride | Format-Table Name,SectionName'),
        shows: /ExchangeOnpremAsThirdPartyAppId[\s\S]*ExchangeOnpremAsThirdPartyAppId/,
      },
    ],
  }),
  mend: () => [onPremises('Remove-SettingOverride "Hybrid app (ticket 4711)" -Confirm:$false')],
  mended: () => ({
    result: 'text',
    says: ['Dedicated Exchange Hybrid Application:', /^(?![\s\S]*Multiple SettingOverrides)/],
  }),
  putBackAfterwards: true,
};
