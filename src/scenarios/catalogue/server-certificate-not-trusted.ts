import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** The words are .NET's; no capture of Test-OAuthConnectivity with this failure is known. */
export const serverCertificateNotTrusted: Scenario = {
  id: 'server-certificate-not-trusted',
  title: 'The published certificate is of an authority that nobody trusts',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['serverCertificate'],
  teaches:
    'Who calls from outside does not know the authority inside. The caller ends the handshake: no request, no line in the IIS log.',
  ticket: ({ hybrid }) =>
    `We saved the money for the certificate of ${hybrid}: the proxy has one of our own authority now, and all our computers accept it. Free/busy from the cloud has stopped, but that must be a coincidence.`,
  hints: () => [
    'How far does the cloud get? Run the test there and read the exception.',
    'There is no line in the IIS log. The connection was made, and the caller itself has ended it: what did it not like?',
    'Your computers trust your authority. Does Microsoft?',
  ],
  cause: 'server-certificate-not-trusted',
  sources: ['well-known .NET text', 'facts/oauth-outbound-admin §6.1 rank 7'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Certificate Untrusted')],
  expected: () => ({
    result: 'Error',
    says: ['Could not establish trust relationship for the SSL/TLS secure channel.'],
    iisStatus: [],
  }),
  mend: () => [onNetwork('Set-LabPublishing -Certificate Valid')],
};
