import type { Scenario } from '../scenario.js';
import { onNetwork, onPremisesAsksCloud } from '../steps.js';

/** facts/oauth-outbound-admin §1.8 F05 and §6.2 D08. */
export const tlsVersionOutbound: Scenario = {
  id: 'tls-version-outbound',
  title: 'The Exchange servers do not speak TLS 1.2',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['outboundTls'],
  teaches:
    'On a send: the server that calls has broken off, or was broken off, before it could send its request. What it speaks is Schannel’s and .NET’s business, not Exchange’s.',
  ticket: ({ onPremisesUser }) =>
    `After the restore of the servers from an image of 2016, ${onPremisesUser} and all others on-premises see no free/busy of colleagues in the cloud. In a browser on the same server outlook.office365.com opens.`,
  hints: () => [
    'Which direction fails? Run the test on-premises, against Exchange Online.',
    '"On a send", not "on a receive": compare with what the test says in the other direction.',
    'A browser brings its own TLS. What does .NET on the server speak, and what does Microsoft accept?',
  ],
  cause: 'tls-version-outbound',
  sources: ['facts/oauth-outbound-admin §1.8 F05 and §6.2 D08'],
  check: onPremisesAsksCloud,
  break: () => [onNetwork('Set-LabServerTls -MaxTlsVersion Tls11')],
  expected: () => ({
    result: 'Error',
    says: [
      'The underlying connection was closed: An unexpected error occurred on a send.',
      'An existing connection was forcibly closed by the remote host',
    ],
    iisStatus: [],
  }),
  mend: () => [
    {
      ...onNetwork('Set-LabServerTls -MaxTlsVersion Tls13'),
      say: 'In life: the registry of each server, and a restart.',
    },
  ],
};
