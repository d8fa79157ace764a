import type { Cause } from '../cause.js';

export const mailboxUnknown: Cause = {
  id: 'mailbox-unknown',
  title: 'The mailbox of the test does not exist where the cmdlet runs',
  part: 'client',
  explanation: 'The cmdlet ends before it makes any connection; nothing on the other side is wrong.',
  tellApart: [
    'ManagementObjectNotFoundException; no object with Task and ResultType comes.',
    'In Exchange Online -Mailbox is a cloud mailbox, on-premises one of the organisation.',
  ],
  fix: [
    { say: 'See the spelling.', command: 'Get-Mailbox <mailbox>' },
    {
      say: 'Test with a mailbox of the side where the cmdlet runs.',
      command: 'Test-OAuthConnectivity -Service EWS -TargetUri https://<host> -Mailbox <mailbox> | Format-List',
    },
  ],
  scenario: 'mailbox-unknown',
  sources: ['facts/oauth-outbound-admin §1.8 F01 and §6.2 E03', 'seed page, table of failures'],
};
