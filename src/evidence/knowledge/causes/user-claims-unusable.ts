import type { Cause } from '../cause.js';

export const userClaimsUnusable: Cause = {
  id: 'user-claims-unusable',
  title: 'The token names no user that Exchange can look up',
  part: 'client',
  explanation:
    'None of UPN, SMTP or SIP address is there, or the SID is none. Modern authentication on-premises needs primarysid or onprem_sid.',
  tellApart: ['Decode the token: nameid, nii, upn, smtp, sip; for modern authentication primarysid or onprem_sid.'],
  fix: [
    {
      say: 'See what the caller knows of the user: synchronised, with UPN and primary address.',
      command: 'Get-User <mailbox> | Format-List UserPrincipalName,WindowsEmailAddress,Sid',
    },
  ],
  sources: ['facts/oauth-inbound §1.3 (2018, 2019, 2023) and §1.4 (User claims)'],
};
