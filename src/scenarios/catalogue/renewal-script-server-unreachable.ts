import type { Scenario } from '../scenario.js';
import { onNetwork, onPremises } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A18. */
export const renewalScriptServerUnreachable: Scenario = {
  id: 'renewal-script-server-unreachable',
  title: 'The renewal script gives no verdict while a server is off',
  difficulty: 'easy',
  direction: 'on-premises -> cloud',
  subjects: ['exchangeServer'],
  teaches:
    'MonitorExchangeAuthCertificate.ps1 asks every server. One that does not answer costs the verdict for all of them, unless it is told to leave it out (-IgnoreUnreachableServers $true).',
  ticket: () =>
    'The weekly mail about our certificates used to end with "No renewal action is required". The last two did not say that, nor anything else about days. Users notice nothing. The only change: the server room was moved.',
  hints: () => [
    'Run the script that the mail comes from, and read what it says in place of a result.',
    'It could not ask everybody. Who is missing in its answer?',
    'Try another cmdlet with -Server against that one: does the machine answer at all?',
  ],
  cause: 'renewal-script-server-unreachable',
  sources: ['facts/oauth-outbound-admin §4.2, §4.4 and §6.2 A18'],
  check: () => ({ cmdlet: 'MonitorExchangeAuthCertificate.ps1', parameters: {}, session: 'OnPremises' }),
  break: () => [onNetwork('Set-LabExchangeServer EX02 -Power Off')],
  expected: () => ({
    result: 'text',
    says: [
      "We couldn't validate if the Auth Certificate is properly configured because 1 servers were unreachable.",
      'The unreachable servers are: ex02.',
    ],
    looks: [
      {
        ...onPremises('.\\MonitorExchangeAuthCertificate.ps1 -IgnoreUnreachableServers $true'),
        shows: 'Test result: No renewal action is required',
      },
    ],
  }),
  mend: () => [onNetwork('Set-LabExchangeServer EX02 -Power On')],
  mended: () => ({ result: 'text', says: ['Test result: No renewal action is required'] }),
};
