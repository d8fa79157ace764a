import type { Cause } from '../cause.js';

export const applicationNotPermitted: Cause = {
  id: 'application-not-permitted',
  title: "The application's token does not grant what the call needs",
  part: 'client',
  explanation:
    'A token of an application for itself needs roles, one for a user needs scopes, that this server takes; or a linked account on the partner application.',
  tellApart: [
    'scp or roles of the token; 2000008 usually comes with 403 in EWS.',
    'A hybrid call of Exchange Online uses an actor token without scopes: this one is of another kind of client, for instance client_credentials against an on-premises server.',
  ],
  fix: [
    { say: 'Grant the application the permission and consent, and ask for the token again.' },
    {
      say: 'For a partner application: see the linked account.',
      command:
        'Get-PartnerApplication | Format-List Name,ApplicationIdentifier,LinkedAccount,AppOnlyPermissions,ActAsPermissions',
    },
  ],
  sources: [
    'facts/oauth-inbound §1.3 (2024, 9004 to 9006)',
    "Microsoft Q&A and Jan Hajek's blog (client_credentials in a hybrid)",
  ],
};
