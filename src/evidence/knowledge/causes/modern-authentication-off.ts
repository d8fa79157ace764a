import type { Cause } from '../cause.js';

export const modernAuthenticationOff: Cause = {
  id: 'modern-authentication-off',
  title: 'Modern authentication is off for the organisation or the user',
  part: 'on-premises front end',
  explanation:
    'The client says who wants to log on, and Exchange answers that he may not do so with OAuth: OAuth2ClientProfileEnabled is false, an authentication policy blocks it, or he is not enabled for it. One report blames a hotfix update of 2019 CU14.',
  tellApart: ['4000000 with "Flighting is not enabled for domain"; the value may be the domain or the whole address.'],
  fix: [
    {
      say: 'Look.',
      command: 'Get-OrganizationConfig | Format-List OAuth2ClientProfileEnabled,DefaultAuthenticationPolicy',
    },
    { say: 'Switch it on.', command: 'Set-OrganizationConfig -OAuth2ClientProfileEnabled $true' },
    { say: "See the user's policy.", command: 'Get-User <mailbox> | Format-List AuthenticationPolicy' },
    {
      say: 'See the authorization endpoint.',
      command: 'Get-AuthServer | Format-List Name,Type,IsDefaultAuthorizationEndpoint',
    },
  ],
  sources: ['facts/oauth-inbound §1.3 (4001001), §1.4 step 3 and §7', 'Microsoft Q&A 1792037'],
};
