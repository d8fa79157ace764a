import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** facts/oauth-outbound-admin §1.8 F27 and §6.2 D04. */
export const preAuthentication: Scenario = {
  id: 'pre-authentication',
  title: 'The proxy wants a login of its own',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['proxyAnswer'],
  teaches:
    "A 401 with no Bearer in its challenge, no x-ms-diagnostics and no line in the IIS log is not Exchange's: a device before it has answered.",
  ticket: () =>
    'After the penetration test, "everything published must authenticate at the perimeter". People at home log on once more and are in. Users in the cloud lost the free/busy times of their colleagues on-premises.',
  hints: () => [
    'There is a 401. Whose?',
    'Look for the request in the IIS log of Exchange, and for a Bearer challenge in Detail. Neither is there.',
    'Who in front of Exchange asks for a name and a password, and could Exchange Online ever give one?',
  ],
  cause: 'pre-authentication',
  sources: ['facts/oauth-outbound-admin §1.8 F27 and §6.2 D04', 'facts/oauth-inbound §2.2 and §7'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -PreAuthentication $true')],
  expected: () => ({
    result: 'Error',
    says: ['The remote server returned an error: (401) Unauthorized.'],
    iisStatus: [],
  }),
  mend: () => [onNetwork('Set-LabPublishing -PreAuthentication $false')],
};
