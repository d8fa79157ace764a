import type { Cause } from '../cause.js';

export const userNotFound: Cause = {
  id: 'user-not-found',
  title: 'The user does not exist on the other side',
  part: 'user lookup',
  explanation:
    'The token was accepted; the user in it was looked up by UPN, primary SMTP and SIP address and not found. Usually a test with a mailbox that is not synchronised: an on-premises admin, or a cloud-only user.',
  tellApart: [
    '2000005 "does not exist" comes after every check of the token: the trust is fine.',
    'The same test with a synchronised user succeeds.',
    'The result, failures too, is kept for 15 minutes: a user who was just created may be unknown a little longer.',
  ],
  fix: [
    {
      say: 'Test with a synchronised user.',
      command: 'Test-OAuthConnectivity -Service EWS -TargetUri https://<host> -Mailbox <mailbox> | Format-List',
    },
    {
      say: 'See that he is there, on the side that was asked.',
      command: 'Get-User <mailbox> | Format-List UserPrincipalName,WindowsEmailAddress,RecipientTypeDetails',
    },
    { say: 'Bring him into the synchronisation (Entra Connect).', command: 'Start-ADSyncSyncCycle -PolicyType Delta' },
  ],
  scenario: 'user-not-synchronised',
  direction: 'on-premises -> cloud',
  sources: [
    'facts/oauth-outbound-admin §1.8 F13 and §6.2 E01',
    'facts/oauth-inbound §1.3 (6001), §1.4 (User lookup) and §7',
  ],
};
