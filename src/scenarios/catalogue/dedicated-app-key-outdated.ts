import { renewAuthCertificate } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { inCloud, onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B11. */
export const dedicatedAppKeyOutdated: Scenario = {
  id: 'dedicated-app-key-outdated',
  title: 'The dedicated app does not know the renewed auth certificate',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: [
    'sharedPrincipal',
    'hybridApplication',
    'evoSts',
    'organizationRelationship',
    'authCertificate',
    'authConfig',
  ],
  teaches:
    'A new auth certificate goes to the application that the server comes as. What the wizard uploads is not read from there; each renewal needs -UpdateCertificate.',
  ticket: () =>
    'The auth certificate was about to expire, so I renewed it on Tuesday, by the book, and had the green light in OWA and ECP. On Wednesday the first user on-premises called: no more calendars from the cloud. Surely a coincidence?',
  hints: () => [
    'What has changed on Tuesday, and who else has to know it? Run the test on-premises.',
    'Entra quotes a thumbprint. Compare it with Get-AuthConfig, then with the keys of whoever asked.',
    'The issuer in the request is not 00000002-…: it is your own app. Look at its key credentials.',
  ],
  cause: 'dedicated-app-key-outdated',
  sources: ['facts/oauth-outbound-admin §1.8 F18, §3.8 and §6.2 B11'],
  check: onPremisesAsksCloud,
  break: () => [
    inCloud('Set-LabTenant -SharedPrincipalBlocked $true'),
    onPremises('.\\ConfigureExchangeHybridApplication.ps1 -FullyConfigureExchangeHybridApplication -Confirm:$false'),
    renewAuthCertificate,
    restartIis,
  ],
  expected: () => ({
    result: 'Error',
    says: ['AADSTS700027: Client assertion contains an invalid signature. [Reason - The key was not found.'],
    iisStatus: [],
    looks: [
      {
        ...onPremises(
          '$known = (Get-MgApplication -Filter "startswith(displayName,\'ExchangeServerApp-\')").KeyCredentials.CustomKeyIdentifier',
          '$known -contains (Get-AuthConfig).CurrentCertificateThumbprint',
        ),
        shows: 'False',
      },
    ],
  }),
  mend: () => [onPremises('.\\ConfigureExchangeHybridApplication.ps1 -UpdateCertificate -Confirm:$false')],
  putBackAfterwards: true,
};
