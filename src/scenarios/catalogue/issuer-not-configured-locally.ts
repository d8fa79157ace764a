import { acsHost, acsIssuerId, acsMetadataPath } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C01: the auth server is gone. */
export const issuerNotConfiguredLocally: Scenario = {
  id: 'issuer-not-configured-locally',
  title: 'The auth server of the token service was removed',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['authServer'],
  teaches:
    'The challenge of Exchange Online names the issuers it takes. The server asks none of them for a token unless it has an auth server of that issuer.',
  ticket: () =>
    'The consultant has made us ready for modern authentication and said that there was “an old ACS thing” that nobody has used since 2018. Outlook works better than before. Only the calendars of the other side are hatched, in both directions, whatever that has to do with it.',
  hints: () => [
    'Run the test on-premises. Was a token asked for?',
    'Read the lines of GetAppToken in Detail: which auth servers does it look at?',
    'It looks at none. Get-AuthServer: which Type is missing there?',
  ],
  cause: 'issuer-not-configured-locally',
  sources: ['facts/oauth-outbound-admin §1.7, §1.8 F22, §3.6 and §6.2 C01'],
  check: onPremisesAsksCloud,
  break: () => [
    onPremises('Get-AuthServer | Where-Object Type -eq MicrosoftACS | Remove-AuthServer -Confirm:$false'),
    restartIis,
  ],
  expected: () => ({
    result: 'Error',
    says: [
      'no locally configured issuer was in the trusted_issuer list, realm from challenge was also empty.',
      `The trusted issuers contained the following entries '${acsIssuerId}@*'. None of them are configured locally.`,
    ],
    iisStatus: [],
    looks: [{ ...onPremises('Get-AuthServer | Format-Table Name,Type,Enabled'), shows: /^(?![\s\S]*MicrosoftACS)/ }],
  }),
  mend: ({ tenantDomain }) => [
    onPremises(
      `New-AuthServer -Name 'ACS - ${tenantDomain}' -AuthMetadataUrl https://${acsHost}${acsMetadataPath(tenantDomain)}`,
    ),
    restartIis,
  ],
  putBackAfterwards: true,
};
