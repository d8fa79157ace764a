import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { inCloud, onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B06: the dedicated hybrid application was never configured. */
export const sharedPrincipalBlocked: Scenario = {
  id: 'shared-principal-blocked',
  title: 'Exchange Online refuses the shared service principal',
  difficulty: 'easy',
  direction: 'on-premises -> cloud',
  subjects: ['sharedPrincipal', 'hybridApplication', 'evoSts', 'organizationRelationship'],
  teaches:
    'The token was issued, so certificate and trust are good; Exchange Online still refuses who comes with it. Each organisation needs a hybrid application of its own.',
  ticket: ({ onPremisesUser }) =>
    `${onPremisesUser} can’t see when her team lead, who was moved to the cloud, is free. “It worked until the autumn, and we have changed nothing.” People in the cloud do see her calendar.`,
  hints: () => [
    'One direction works. Run Test-OAuthConnectivity in the other one, on-premises, and see how far it gets.',
    'Was a token issued? Then it is not the certificate. The status comes from GetResponse, so it is Exchange Online that answers, not your proxy.',
    'Between L: and -AS: in Detail stands as whom your server came. Since when does Exchange Online mind? HealthChecker knows.',
  ],
  cause: 'shared-principal-blocked',
  sources: ['facts/oauth-outbound-admin §1.8 F24, §3.8, §4.5 and §6.2 B06'],
  check: onPremisesAsksCloud,
  break: () => [inCloud('Set-LabTenant -SharedPrincipalBlocked $true')],
  expected: () => ({
    result: 'Error',
    says: [/\(403\) Forbidden\.\s+at System\.Net\.HttpWebRequest\.GetResponse\(\)/, `L:${exchangeApplicationId}-AS:`],
    iisStatus: [],
    looks: [
      { ...onPremises('HealthChecker.ps1'), shows: 'Configure the dedicated hybrid app' },
      { ...onPremises('(Get-SettingOverride | Measure-Object).Count'), shows: /^\s*0\s*$/ },
    ],
  }),
  mend: () => [
    onPremises('.\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication -Confirm:$false'),
    restartIis,
  ],
  putBackAfterwards: true,
};
