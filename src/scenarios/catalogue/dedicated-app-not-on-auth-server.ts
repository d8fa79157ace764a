import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { inCloud, onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B08: of the script's steps one was left out. */
export const dedicatedAppNotOnAuthServer: Scenario = {
  id: 'dedicated-app-not-on-auth-server',
  title: 'The override is there, the auth server does not name the dedicated app',
  difficulty: 'hard',
  direction: 'on-premises -> cloud',
  subjects: ['sharedPrincipal', 'hybridApplication', 'evoSts', 'organizationRelationship'],
  teaches:
    'The application, its key and the override are not enough: the server reads from the EvoSTS auth server which application it is. Until then it comes as the shared principal.',
  ticket: () =>
    'A consultant has set up “this new hybrid app” for us and went through his checklist by hand. He says that all is configured, and the app is there in Entra. Free/busy of colleagues in the cloud is still missing, as before.',
  hints: () => [
    'Is the server using what the consultant has made? The test on-premises says as whom it asked.',
    'Between L: and -AS: still stands the shared id. What must be there for a server to use the app: key, override, and what else?',
    'HealthChecker looks for an auth server. Compare ApplicationIdentifier of Get-AuthServer with the AppId in Entra.',
  ],
  cause: 'dedicated-app-not-on-auth-server',
  sources: ['facts/oauth-outbound-admin §3.8, §4.5 and §6.2 B08'],
  check: onPremisesAsksCloud,
  break: () => [
    inCloud('Set-LabTenant -SharedPrincipalBlocked $true'),
    {
      ...onPremises(
        '.\\ConfigureExchangeHybridApplication.ps1 -CreateApplication -UpdateCertificate -EnableExchangeHybridApplicationOverride -Confirm:$false',
      ),
      say: 'All of the steps but -ConfigureAuthServer and -ConfigureTargetSharingEpr.',
    },
    restartIis,
  ],
  expected: () => ({
    result: 'Error',
    says: ['(403) Forbidden.', `L:${exchangeApplicationId}-AS:`],
    iisStatus: [],
    looks: [
      {
        ...onPremises('HealthChecker.ps1'),
        shows: 'No valid AuthServer object was found that supports the dedicated Exchange Hybrid Application',
      },
      { ...onPremises('Get-SettingOverride | Format-List Name,SectionName'), shows: 'ExchangeOnpremAsThirdPartyAppId' },
      {
        ...onPremises('Get-AuthServer | Format-List Name,Type,ApplicationIdentifier'),
        shows: /Type\s*: AzureAD\s+ApplicationIdentifier :\s*$/,
      },
    ],
  }),
  mend: () => [
    onPremises(
      '.\\ConfigureExchangeHybridApplication.ps1 -ConfigureAuthServer -ConfigureTargetSharingEpr -Confirm:$false',
    ),
    restartIis,
  ],
  putBackAfterwards: true,
};
