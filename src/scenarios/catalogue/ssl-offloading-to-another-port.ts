import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** facts/oauth-inbound §1.4: offloading that changes the authority breaks every kind of token. */
export const sslOffloadingToAnotherPort: Scenario = {
  id: 'ssl-offloading-to-another-port',
  title: 'SSL offloading to a port of its own breaks the tokens of the hybrid too',
  difficulty: 'hard',
  direction: 'cloud -> on-premises',
  subjects: ['upstreamScheme', 'hostHeader'],
  teaches:
    'A server-to-server token is compared with the host and the port of the request. An offloader that writes the port of its backend into Host changes that, and no hybrid token fits any more.',
  ticket: ({ hybrid }) =>
    `The load balancer hands ${hybrid} to the Exchange servers in such a way now that the sniffer can read along. Browsers are fine. But free/busy from the cloud has been gone since, and phones complain as well.`,
  hints: () => [
    'Read x-ms-diagnostics of the second 401.',
    'Expected and Actual differ by what stands behind the name. Which of the two is the request as Exchange got it?',
    'Look at cs-host in the IIS log: who has written a port into Host?',
  ],
  cause: 'host-rewritten',
  explanation:
    'Here it is an offloader: it speaks http to a port of its own, and says so in Host. Bridging (https to the same name, Host preserved) mends both.',
  sources: ['facts/oauth-outbound-admin §6.2 D03', 'facts/oauth-inbound §1.4 and §7'],
  check: cloudAsksOnPremises,
  break: ({ hybrid }) => [
    onNetwork(`Set-LabPublishing -UpstreamScheme Http -HostHeader Rewrite -HostHeaderValue ${hybrid}:81`),
  ],
  expected: ({ hybrid, onPremisesUser }) => ({
    result: 'Error',
    diagnostics: '2000003;',
    says: [`Expected '${hybrid}:81'. Actual '${hybrid}'.`],
    iisStatus: [401, 401],
    looks: [
      {
        at: 'on-premises',
        type: [`Invoke-LabOutlook ${onPremisesUser} https://${hybrid} | Format-List`],
        say: 'Outlook is hit as well.',
        shows: `Actual 'http://${hybrid}:81'.`,
      },
    ],
  }),
  mend: () => [onNetwork('Set-LabPublishing -UpstreamScheme Https -HostHeader Preserve')],
};
