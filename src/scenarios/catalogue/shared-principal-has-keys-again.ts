import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { inCloud, onPremises } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B14: a finding of security, no failure. */
export const sharedPrincipalHasKeysAgain: Scenario = {
  id: 'shared-principal-has-keys-again',
  title: 'The wizard has put the certificate back on the shared principal',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['cloudKeys', 'hybridApplication', 'evoSts', 'organizationRelationship'],
  teaches:
    'Nothing fails, and still something is wrong: whoever owns the server can come to the cloud as Exchange Online itself. The clean-up has to be repeated after each run of the wizard.',
  ticket: () =>
    'The pentesters write that “the CVE-2025-53786 clean-up was not done”. I did it in August and have the screenshot! All works. Who is right?',
  hints: () => [
    'Every test passes, so look at what is stored in the cloud, not at what fails.',
    'Which keys does the shared principal Office 365 Exchange Online have in your tenant, and whose are they?',
    'The thumbprint is that of your auth certificate. What ran since August that uploads it?',
  ],
  cause: 'shared-principal-has-keys-again',
  sources: ['facts/oauth-outbound-admin §3.8 and §6.2 B14'],
  check: () => ({
    cmdlet: 'Get-MsolServicePrincipalCredential',
    parameters: { ServicePrincipalName: exchangeApplicationId, ReturnKeyValues: false },
    session: 'Cloud',
  }),
  break: () => [
    onPremises(
      '.\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication -Confirm:$false',
      '.\\ConfigureExchangeHybridApplication.ps1 -ResetFirstPartyServicePrincipalKeyCredentials -Confirm:$false',
      'Invoke-HybridConfiguration',
    ),
  ],
  expected: ({ onPremisesUser }) => ({
    result: 'text',
    says: [/KeyId\s*: [0-9a-f-]{36}/],
    iisStatus: [],
    looks: [
      {
        ...inCloud(
          `(Get-MgServicePrincipal -Filter "appId eq '${exchangeApplicationId}'").KeyCredentials.CustomKeyIdentifier -contains (Get-AuthConfig).CurrentCertificateThumbprint`,
        ),
        shows: 'True',
      },
      {
        ...onPremises(
          `Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com -Mailbox ${onPremisesUser} | Format-List ResultType`,
        ),
        shows: 'Success',
      },
    ],
  }),
  mend: () => [
    onPremises(
      '.\\ConfigureExchangeHybridApplication.ps1 -ResetFirstPartyServicePrincipalKeyCredentials -Confirm:$false',
    ),
  ],
  mended: () => ({ result: 'text', says: [/^\s*$/] }),
  putBackAfterwards: true,
};
