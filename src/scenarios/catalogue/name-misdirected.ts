import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** A record that leads to somebody else's computer, whose certificate is for another name. */
export const nameMisdirected: Scenario = {
  id: 'name-misdirected',
  title: 'The name leads to a stranger’s computer',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['dns'],
  teaches:
    'The name resolves and something answers, but it is not yours: its certificate is for another name, and the caller hangs up before it says who it is.',
  ticket: ({ hybrid }) =>
    `We changed the provider on Friday and got new public addresses. ${hybrid} answers a ping, so the DNS must be right; but the cloud has not seen a calendar of ours since.`,
  hints: () => [
    'Something answers. Is it yours? Run the test in the cloud and read the exception.',
    'Nothing in the logs of the proxy, nothing in the IIS log. Where did the call go?',
    'Look at the certificate that answers under the name, and at the address that the Internet is given for it.',
  ],
  cause: 'server-certificate-not-trusted',
  explanation:
    'Here the certificate is not at fault: the record of the name leads to an old address, which belongs to somebody else now.',
  sources: ['well-known .NET text', 'facts/oauth-outbound-admin §6.2 D06'],
  check: cloudAsksOnPremises,
  break: ({ hybrid }) => [onNetwork(`Set-LabName ${hybrid} -Record Misdirected`)],
  expected: () => ({
    result: 'Error',
    says: ['Could not establish trust relationship for the SSL/TLS secure channel.'],
    iisStatus: [],
  }),
  mend: ({ hybrid }) => [onNetwork(`Set-LabName ${hybrid} -Record Published`)],
};
