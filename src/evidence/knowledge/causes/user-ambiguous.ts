import type { Cause } from '../cause.js';

export const userAmbiguous: Cause = {
  id: 'user-ambiguous',
  title: "Two or more accounts carry the user's UPN, SMTP or SIP address",
  part: 'user lookup',
  explanation: 'The user in the token is looked up by all his names at once; more than one account answers.',
  tellApart: ['2000005 "is ambiguous" (LID 43532 in a free/busy trace), for this user only.'],
  fix: [
    {
      say: 'Find them.',
      command:
        'Get-ADObject -LDAPFilter "(|(userPrincipalName=<mailbox>)(proxyAddresses=SMTP:<mailbox>)(proxyAddresses=sip:<mailbox>))" -Properties userPrincipalName,proxyAddresses',
    },
    { say: 'Take the name away from the wrong account, and wait 15 minutes: the result of a lookup is kept so long.' },
  ],
  scenario: 'user-ambiguous',
  sources: ['facts/oauth-outbound-admin §1.8 F14 and §6.2 E02', 'facts/oauth-inbound §1.3 (6002), §1.4 and §7'],
};
