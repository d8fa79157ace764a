import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** The words are .NET's; no capture of Test-OAuthConnectivity with this failure is known. */
export const serverCertificateForAnotherName: Scenario = {
  id: 'server-certificate-for-another-name',
  title: 'The published certificate is for another name',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['serverCertificate'],
  teaches: 'A certificate is good for the names in it and for no other. A wildcard covers one level of one domain.',
  ticket: ({ hybrid }) =>
    `The new wildcard is in place on the load balancer, every site of ours is green, says the web team. Only the hybrid at ${hybrid} has trouble since, and they see nothing wrong with it.`,
  hints: () => [
    'How far does the cloud get? Run the test there and read the exception.',
    'There is no line in the IIS log. The connection was made, and the caller itself has ended it: what did it not like?',
    'Compare the name that is asked for with the names in the certificate, letter by letter.',
  ],
  cause: 'server-certificate-not-trusted',
  sources: ['well-known .NET text', 'facts/oauth-outbound-admin §6.1 rank 7'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Certificate WrongName')],
  expected: () => ({
    result: 'Error',
    says: ['Could not establish trust relationship for the SSL/TLS secure channel.'],
    iisStatus: [],
  }),
  mend: () => [onNetwork('Set-LabPublishing -Certificate Valid')],
};
