import type { Cause } from '../cause.js';

export const linkedAccountMissing: Cause = {
  id: 'linked-account-missing',
  title: 'The partner application has no linked account, or the account has no role',
  part: 'web service',
  explanation:
    'The token is accepted; EWS then asks what the application may do, and finds no linked account, no role for it, or a disabled caller. The answer is a SOAP fault, not x-ms-diagnostics.',
  tellApart: [
    'HTTP 500 with "The application is missing a linked account for RBAC roles, or …" in the body.',
    '"…is missing the UserApplication role assignment": the account is there, the role is not.',
  ],
  fix: [
    { say: 'Look.', command: 'Get-PartnerApplication "Exchange Online" | Format-List LinkedAccount' },
    {
      say: 'See its roles.',
      command: 'Get-ManagementRoleAssignment -RoleAssignee "Exchange Online-ApplicationAccount" | Format-Table Role',
    },
    {
      say: 'Link the account again.',
      command: 'Set-PartnerApplication "Exchange Online" -LinkedAccount "Exchange Online-ApplicationAccount"',
    },
    {
      say: 'Give it the role.',
      command: 'New-ManagementRoleAssignment -Role UserApplication -User "Exchange Online-ApplicationAccount"',
    },
    { say: 'Make it count.', command: 'iisreset /noforce' },
  ],
  scenario: 'linked-account-missing',
  sources: [
    'facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 C09',
    'facts/oauth-inbound §1.4 (After authentication) and §7',
  ],
};
