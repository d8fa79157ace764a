import type { Cause } from '../cause.js';

export const ewsAccessBlocked: Cause = {
  id: 'ews-access-blocked',
  title: 'EWS itself does not let the caller in',
  part: 'web service',
  explanation:
    'Authentication succeeded and EWS refuses the account or the application by its access policy; the EWS log says "User not allowed to access EWS".',
  tellApart: [
    'cs-username in the IIS log, or AuthenticatedUser in the HttpProxy log, names somebody: he was let in before.',
    '403 in the IIS log of both sites, and AuthError in Logging\\Ews.',
  ],
  fix: [
    { say: 'See the policies.', command: 'Get-OrganizationConfig | Format-List Ews*' },
    { say: "And the mailbox's.", command: 'Get-CASMailbox <mailbox> | Format-List Ews*' },
  ],
  sources: ['facts/oauth-outbound-admin §5.1 and §5.3 (sample)'],
};
