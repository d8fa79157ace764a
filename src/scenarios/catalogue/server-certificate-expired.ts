import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** The words are .NET's; no capture of Test-OAuthConnectivity with this failure is known. */
export const serverCertificateExpired: Scenario = {
  id: 'server-certificate-expired',
  title: 'The published certificate has expired',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['serverCertificate'],
  teaches:
    'A person may click a warning away, a server does not. The TLS certificate of the proxy is not the auth certificate: the one opens the door, the other signs tokens.',
  ticket: ({ hybrid }) =>
    `This morning the help desk had forty calls about warnings in Outlook outside of the office; people click them away. The cloud sees no calendars of ${hybrid} any more, and has nothing to click.`,
  hints: () => [
    'How far does the cloud get? Run the test there and read the exception.',
    'There is no line in the IIS log. The connection was made, and the caller itself has ended it: what did it not like?',
    'openssl s_client shows the dates of what the proxy presents. Which of the certificates is it?',
  ],
  cause: 'server-certificate-not-trusted',
  sources: ['well-known .NET text', 'facts/oauth-outbound-admin §6.1 rank 7'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Certificate Expired')],
  expected: () => ({
    result: 'Error',
    says: ['Could not establish trust relationship for the SSL/TLS secure channel.'],
    iisStatus: [],
  }),
  mend: () => [onNetwork('Set-LabPublishing -Certificate Valid')],
};
