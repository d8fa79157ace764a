import { exchangeApplicationId } from '../../protocol/well-known.js';
import { renewAuthCertificate } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B01: the certificate was renewed, and nobody told the cloud. */
export const authCertificateUnknownInCloud: Scenario = {
  id: 'auth-certificate-unknown-in-cloud',
  title: 'The auth certificate was renewed, the cloud does not know it',
  difficulty: 'easy',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'cloudKeys'],
  teaches:
    'The token service knows the keys that were uploaded to it. It quotes the thumbprint of the one it does not know: compare it with Get-AuthConfig and with the keys in the cloud. From the cloud to on-premises nothing breaks.',
  ticket: ({ onPremisesUser }) =>
    `Good news first: the certificate warning is gone, we made a new one yesterday and restarted everything. But ${onPremisesUser} says that calendars of colleagues in the cloud have been hatched since this morning. Theirs to hers works.`,
  hints: () => [
    'One direction only: run the test in the direction that fails, and see who refuses.',
    'It is the token service, before Exchange Online was asked for anything. It quotes a thumbprint.',
    'It is the thumbprint of the new certificate. Which thumbprints are stored at the service principal in the cloud?',
  ],
  cause: 'auth-certificate-unknown-in-cloud',
  sources: [
    'facts/oauth-outbound-admin §1.8 F17, §3.3 and §6.2 B01',
    'Microsoft Learn, Maintain the OAuth certificate',
  ],
  check: onPremisesAsksCloud,
  break: () => [renewAuthCertificate, onPremises('Set-AuthConfig -ClearPreviousCertificate'), restartIis],
  expected: () => ({
    result: 'Error',
    says: [
      "Unable to get token from Auth Server. Error code: 'invalid_client'.",
      'AADSTS50012: Client assertion contains an invalid signature. [Reason - The key was not found.',
    ],
    iisStatus: [],
    looks: [
      {
        ...onPremises(
          `$known = (Get-MgServicePrincipal -Filter "appId eq '${exchangeApplicationId}'").KeyCredentials.CustomKeyIdentifier`,
          '$known -contains (Get-AuthConfig).CurrentCertificateThumbprint',
        ),
        shows: 'False',
      },
    ],
  }),
  mend: () => [onPremises('Invoke-HybridConfiguration')],
  putBackAfterwards: true,
};
