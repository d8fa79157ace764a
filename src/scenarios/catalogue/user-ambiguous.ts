import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §1.8 F14 and §6.2 E02. */
export const userAmbiguous: Scenario = {
  id: 'user-ambiguous',
  title: 'Two accounts have the same SIP address',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['admin'],
  teaches:
    'The user in the token is looked up by UPN, primary SMTP and SIP address at once. More than one account that answers to any of them is one too many, and only this user is hit.',
  ticket: ({ cloudUser }) =>
    `${cloudUser} sees no free/busy of anybody on-premises. Her neighbour, whose mailbox is in the cloud too, sees them all. A new laptop did not help.`,
  hints: () => [
    'One user fails and others do not: is it the trust, or the user?',
    'The diagnostics speak of the user-context in the token. What is Exchange asking its directory for?',
    'Look for every account that bears one of her addresses, the SIP address as well.',
  ],
  cause: 'user-ambiguous',
  sources: ['facts/oauth-outbound-admin §1.8 F14 and §6.2 E02', 'facts/oauth-inbound §1.4 (User lookup) and §7'],
  check: cloudAsksOnPremises,
  break: ({ admin, cloudUser }) => [
    onPremises(`Set-ADUser ${admin} -Add @{ proxyAddresses = 'sip:${cloudUser}' }`),
    { ...restartIis, say: 'Exchange keeps whom it has looked up for 15 minutes; they are over when somebody calls.' },
  ],
  expected: ({ admin, cloudUser }) => ({
    result: 'Error',
    diagnostics: '2000005;reason="The user specified by the user-context in the token is ambiguous."',
    iisStatus: [401, 401],
    looks: [
      {
        at: 'on-premises',
        type: [
          `Get-Mailbox | Where-Object { $_.EmailAddresses -contains 'sip:${cloudUser}' } | Format-List Name,EmailAddresses`,
        ],
        say: 'It is a remote mailbox that should have it.',
        shows: `SMTP:${admin}`,
      },
    ],
  }),
  mend: ({ admin, cloudUser }) => [
    onPremises(`Set-ADUser ${admin} -Remove @{ proxyAddresses = 'sip:${cloudUser}' }`),
    restartIis,
  ],
};
