import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { inCloud, onPremisesAsksCloud } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B15. */
export const ewsAllowList: Scenario = {
  id: 'ews-allow-list',
  title: 'The application is not on the allow list of EWS',
  difficulty: 'hard',
  direction: 'on-premises -> cloud',
  subjects: ['organizationConfig'],
  teaches:
    'A list of applications that may use EWS shuts out all others, the servers on-premises as well. The token is good, and the answer is a bare 403.',
  ticket: () =>
    'We were told that EWS is going to be switched off, and that one has to list the applications that still need it. We have listed our room displays. They work. Who does not work: the on-premises users who look for meeting times with colleagues in the cloud.',
  hints: () => [
    'Exchange Online refuses a caller with a good token. What may it be told to refuse?',
    'The tenant takes the shared principal, and keys and auth servers are as ever. Look at the organisation’s settings in the cloud.',
    'Get-OrganizationConfig in the cloud, the lines that begin with Ews. Who is on the list, and as whom does your server come?',
  ],
  cause: 'ews-allow-list',
  sources: ['facts/oauth-outbound-admin §3.8 and §6.2 B15'],
  check: onPremisesAsksCloud,
  break: () => [
    inCloud('Set-OrganizationConfig -EwsEnabled $true -EwsAllowedAppIDs 5f1b2c6d-40e7-4d6a-9c3e-8b7a61d0f2c4'),
  ],
  expected: () => ({
    result: 'Error',
    says: [/\(403\) Forbidden\.\s+at System\.Net\.HttpWebRequest\.GetResponse\(\)/],
    iisStatus: [],
    looks: [
      {
        ...inCloud('Get-OrganizationConfig | Format-List EwsEnabled,EwsAllowedAppIDs'),
        shows: 'EwsAllowedAppIDs : {5f1b2c6d-40e7-4d6a-9c3e-8b7a61d0f2c4}',
      },
    ],
  }),
  mend: () => [inCloud(`Set-OrganizationConfig -EwsAllowedAppIDs @{Add="${exchangeApplicationId}"}`)],
  putBackAfterwards: true,
};
