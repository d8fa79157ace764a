import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, commandLine, inCloud, onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2 E08. */
export const cachedState: Scenario = {
  id: 'cached-state',
  title: 'It was mended, and still fails',
  difficulty: 'hard',
  direction: 'cloud -> on-premises',
  subjects: ['admin'],
  teaches:
    'Between a change and its effect stand the memories of the servers: what a lookup has found, failures too, is kept for 15 minutes, the configuration for 30.',
  ticket: ({ cloudUser }) =>
    `Two accounts had the same SIP address, which broke free/busy for ${cloudUser}. I have cleaned that up just now, checked it twice, and it is still broken. The manager wants me to open a case with Microsoft.`,
  hints: () => [
    'Compare what the diagnostics complain of with what stands in the directory now.',
    'The complaint is about a state that is over. Who may still remember it?',
    'How old can that be which Exchange knows of a user? Wait, or have it forget.',
  ],
  cause: 'cached-state',
  sources: ['facts/oauth-outbound-admin §6.2 E08', 'facts/oauth-inbound §1.4 (User lookup) and §5'],
  check: ({ cloudUser, onPremisesUser }) => ({
    cmdlet: 'Get-LabFreeBusy',
    parameters: { TargetMailbox: onPremisesUser, Mailbox: cloudUser },
    session: 'Cloud',
  }),
  break: (names) => [
    { ...onPremises(`Set-ADUser ${names.admin} -Add @{ proxyAddresses = 'sip:${names.cloudUser}' }`, 'iisreset') },
    { ...inCloud(`${commandLine(cloudAsksOnPremises(names))} | Out-Null`), say: 'Exchange finds two accounts.' },
    {
      ...onPremises(`Set-ADUser ${names.admin} -Remove @{ proxyAddresses = 'sip:${names.cloudUser}' }`),
      say: 'It is mended from here on.',
    },
  ],
  expected: ({ cloudUser }) => ({
    result: 'Error',
    says: ['Autodiscover failed for email address. ,inner exception: The request failed with HTTP status 401'],
    diagnostics: '2000005;reason="The user specified by the user-context in the token is ambiguous."',
    iisStatus: [401, 401],
    looks: [
      {
        at: 'on-premises',
        type: [
          `(Get-Mailbox | Where-Object { $_.EmailAddresses -contains 'sip:${cloudUser}' } | Measure-Object).Count`,
        ],
        say: 'No mailbox has her SIP address any more.',
        shows: '0',
      },
    ],
  }),
  mend: () => [restartIis],
};
