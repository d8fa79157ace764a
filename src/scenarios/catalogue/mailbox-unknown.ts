import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, inCloud } from '../steps.js';

/** Seed page: "TargetMailbox gibt es nicht in Exchange Online". */
export const mailboxUnknown: Scenario = {
  id: 'mailbox-unknown',
  title: 'The mailbox is unknown in Exchange Online',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['cloudUser'],
  teaches:
    'The cmdlet ends with an error before it makes any connection: nothing on-premises is wrong, and no log there has a line.',
  ticket: ({ cloudUser }) =>
    `A colleague wants to prove that OAuth works, with the mailbox ${cloudUser} as ever. He sends a red error and says that the firewall is to blame again.`,
  hints: () => [
    'Which part of the hybrid has spoken: Exchange on-premises, the network, or the cmdlet itself?',
    'Look for the request in the IIS log. Read who could not find what in the error.',
    'Get-Mailbox in the cloud: is the mailbox there?',
  ],
  cause: 'mailbox-unknown',
  sources: ['seed page, table of failures', 'facts/oauth-outbound-admin §1.8 F01 and §6.2 E03'],
  check: cloudAsksOnPremises,
  break: ({ cloudUser }) => [inCloud(`Remove-Mailbox ${cloudUser} -Confirm:$false`)],
  expected: ({ cloudUser }) => ({ result: 'terminating error', says: [cloudUser], iisStatus: [] }),
  mend: ({ cloudUser, routingDomain }) => [
    inCloud(
      `New-Mailbox user1 -MicrosoftOnlineServicesID ${cloudUser}`,
      `Set-Mailbox user1 -EmailAddresses @{Add='smtp:user1@${routingDomain}'}`,
    ),
  ],
};
