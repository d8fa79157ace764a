import type { Scenario } from '../scenario.js';
import { inCloud, onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B10. */
export const dedicatedAppWithoutConsent: Scenario = {
  id: 'dedicated-app-without-consent',
  title: 'Nobody has consented to the dedicated app',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['sharedPrincipal', 'hybridApplication', 'evoSts', 'organizationRelationship'],
  teaches:
    'Without the consent of a tenant administrator to full_access_as_app Entra issues the token, and Exchange Online refuses the app with the same 403 that the shared principal gets.',
  ticket: () =>
    'We ran the Microsoft script, my colleague clicked the consent window away because she was in a hurry, and the override it did not want to make I made by hand. Free/busy from on-premises to the cloud: hatched.',
  hints: () => [
    'Run the test on-premises: as whom does the server come?',
    'It comes as the app itself, so auth server and override are right. Who refuses it, Entra or Exchange Online?',
    'A token is issued without asking what the app may do. Which permission does it need, and who grants it?',
  ],
  cause: 'dedicated-app-without-consent',
  sources: ['facts/oauth-outbound-admin §3.8 and §6.2 B10'],
  check: onPremisesAsksCloud,
  break: () => [
    inCloud('Set-LabTenant -SharedPrincipalBlocked $true'),
    {
      ...onPremises(
        '.\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication -WithoutAdminConsent -Confirm:$false',
        'New-SettingOverride -Name EnableExchangeHybrid3PAppFeature -Component Global -Section ExchangeOnpremAsThirdPartyAppId -Parameters @("Enabled=true") -Reason "Dedicated hybrid app"',
        'Get-ExchangeDiagnosticInfo -Process Microsoft.Exchange.Directory.TopologyService -Component VariantConfiguration -Argument Refresh | Out-Null',
      ),
      say: 'Without consent the script makes no override; he makes it himself.',
    },
    restartIis,
  ],
  expected: () => ({
    result: 'Error',
    says: [
      /\(403\) Forbidden\.\s+at System\.Net\.HttpWebRequest\.GetResponse\(\)/,
      /L:(?!00000002-0000-0ff1)[0-9a-f-]{36}-AS:/,
    ],
    iisStatus: [],
    looks: [
      {
        ...onPremises(
          '.\\ConfigureExchangeHybridApplication.ps1 -EnableExchangeHybridApplicationOverride -Confirm:$false',
        ),
        shows: 'because tenant-wide admin consent has not yet been granted',
      },
    ],
  }),
  mend: () => [
    {
      ...onPremises('.\\ConfigureExchangeHybridApplication.ps1 -CreateApplication'),
      answers: ['Y'],
      say: 'The app is there already; what it asks for is the consent. The Entra admin center can give it as well.',
    },
  ],
  putBackAfterwards: true,
};
