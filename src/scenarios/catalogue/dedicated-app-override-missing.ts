import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { inCloud, onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B07. */
export const dedicatedAppOverrideMissing: Scenario = {
  id: 'dedicated-app-override-missing',
  title: 'The dedicated app is there, the override is missing',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['sharedPrincipal', 'hybridApplication', 'evoSts', 'organizationRelationship'],
  teaches:
    'An application in Entra changes nothing as long as the servers do not use it: the setting override switches the feature on, and no wizard makes it.',
  ticket: ({ onPremisesUser }) =>
    `The Entra admin shows me our Exchange app, with certificate and consent, and a green tick. ${onPremisesUser} still gets hatched calendars of everybody in the cloud. “Then it must be Outlook”, says the Entra admin.`,
  hints: () => [
    'The app is there. Does your server come as that app? The test on-premises says so.',
    'Between L: and -AS: in Detail stands the shared id, though the auth server names the app: see Get-AuthServer.',
    'A server uses the app when it is told to. Get-SettingOverride: is there something for ExchangeOnpremAsThirdPartyAppId?',
  ],
  cause: 'dedicated-app-override-missing',
  sources: ['facts/oauth-outbound-admin §3.8 and §6.2 B07'],
  check: onPremisesAsksCloud,
  break: () => [
    inCloud('Set-LabTenant -SharedPrincipalBlocked $true'),
    onPremises(
      '.\\ConfigureExchangeHybridApplication.ps1 -CreateApplication -UpdateCertificate -ConfigureAuthServer -ConfigureTargetSharingEpr -Confirm:$false',
    ),
    restartIis,
  ],
  expected: () => ({
    result: 'Error',
    says: ['(403) Forbidden.', `L:${exchangeApplicationId}-AS:`],
    iisStatus: [],
    looks: [
      { ...onPremises('(Get-SettingOverride | Measure-Object).Count'), shows: /^\s*0\s*$/ },
      {
        ...onPremises('Get-AuthServer | Where-Object Type -eq AzureAD | Format-List ApplicationIdentifier'),
        shows: /ApplicationIdentifier : [0-9a-f-]{36}/,
      },
    ],
  }),
  mend: () => [
    {
      ...onPremises(
        'New-SettingOverride -Name EnableExchangeHybrid3PAppFeature -Component Global -Section ExchangeOnpremAsThirdPartyAppId -Parameters @("Enabled=true") -Reason "Dedicated hybrid app"',
        'Get-ExchangeDiagnosticInfo -Process Microsoft.Exchange.Directory.TopologyService -Component VariantConfiguration -Argument Refresh | Out-Null',
      ),
      say: 'Or .\\ConfigureExchangeHybridApplication.ps1 -EnableExchangeHybridApplicationOverride, which does both.',
    },
  ],
  putBackAfterwards: true,
};
