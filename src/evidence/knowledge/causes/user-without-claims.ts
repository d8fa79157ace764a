import type { Cause } from '../cause.js';

export const userWithoutClaims: Cause = {
  id: 'user-without-claims',
  title: 'The user has nothing the token could name him by',
  part: 'client',
  explanation: 'None of the values that name a user in a token is there.',
  tellApart: [
    '"Unable to get at least one valid claim-value for the user to build the user context." or "The claim nameidClaim is empty."',
  ],
  fix: [
    {
      say: 'Look, and test with another mailbox.',
      command: 'Get-Mailbox <mailbox> | Format-List UserPrincipalName,PrimarySmtpAddress,EmailAddresses',
    },
  ],
  sources: ['facts/oauth-outbound-admin §2 (EmptyClaimsForUser, EmptyNameIdClaim)'],
};
