import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** Seed page: "Exchange mag den Claim nicht, weil der Hostheader nicht zum AUD-Hostname übereinstimmt". */
export const hostRewritten: Scenario = {
  id: 'host-rewritten',
  title: 'A proxy rewrites the Host header',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['hostHeader'],
  teaches:
    'Expected is the host of the request as it reached Exchange, Actual the host in the token: the proxy in between has changed it.',
  ticket: ({ hybrid }) =>
    `Since the new load balancer took over ${hybrid}, free/busy from the cloud is gone. The vendor shows a browser that opens the address without an error.`,
  hints: () => [
    'Two 401s in the IIS log: the first one is normal. What does the second one say in x-ms-diagnostics?',
    'Expected and Actual are two names of yours. One stands in the token, the other one in the request as Exchange got it.',
    'Compare cs-host in the IIS log with the name that Exchange Online was told to ask.',
  ],
  cause: 'host-rewritten',
  sources: ['seed page, table of failures', 'facts/oauth-outbound-admin §1.8 F09 and §6.2 D01'],
  check: cloudAsksOnPremises,
  break: ({ otherHost }) => [onNetwork(`Set-LabPublishing -HostHeader Rewrite -HostHeaderValue ${otherHost}`)],
  expected: ({ hybrid, otherHost }) => ({
    result: 'Error',
    diagnostics: '2000003;',
    says: [`Expected '${otherHost}'. Actual '${hybrid}'.`],
    iisStatus: [401, 401],
  }),
  mend: () => [onNetwork('Set-LabPublishing -HostHeader Preserve')],
};
