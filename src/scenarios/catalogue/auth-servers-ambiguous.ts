import { acsHost, acsMetadataPath } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C04. */
export const authServersAmbiguous: Scenario = {
  id: 'auth-servers-ambiguous',
  title: 'Two auth servers have the same realm',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['authServer'],
  teaches:
    'Exchange takes the tenant from the realm of the one auth server that fits. Two that fit are one too many, though both are healthy.',
  ticket: () =>
    'After the outage last week two of us worked at it in parallel, each with a guide of his own, and at some moment it worked. On Monday it did not any more: no free/busy from on-premises to the cloud. From there to us it is fine.',
  hints: () => [
    'Run the test on-premises. How far does it get towards a token?',
    'Detail lists the auth servers that include the issuer of Exchange Online.',
    'There are two of one tenant. Which one has the wizard made, and which one somebody else?',
  ],
  cause: 'auth-servers-ambiguous',
  sources: ['facts/oauth-outbound-admin §2 (MultipleAuthServerWithSameRealm) and §6.2 C04'],
  check: onPremisesAsksCloud,
  break: ({ tenantId }) => [
    onPremises(`New-AuthServer -Name WindowsAzureACS -AuthMetadataUrl https://${acsHost}${acsMetadataPath(tenantId)}`),
    restartIis,
  ],
  expected: ({ tenantId }) => ({
    result: 'Error',
    says: [`Multiple Auth Servers have same realm '${tenantId}'.`],
    iisStatus: [],
    looks: [
      {
        ...onPremises('(Get-AuthServer | Where-Object Type -eq MicrosoftACS | Measure-Object).Count'),
        shows: /^\s*2\s*$/,
      },
    ],
  }),
  mend: () => [onPremises('Remove-AuthServer WindowsAzureACS -Confirm:$false'), restartIis],
};
