import type { Cause } from '../cause.js';

export const addressOfTenantMissing: Cause = {
  id: 'address-of-tenant-missing',
  title: "The mailbox has no address of the tenant's onmicrosoft.com domain",
  part: 'user lookup',
  explanation:
    'Autodiscover for free/busy asks for the address that the routing domain makes; the user has none there.',
  tellApart: ['"failed due to an error in user setting \'ExternalEwsUrl\'. Error message: InvalidUser." (LID 33676)'],
  fix: [
    { say: 'See the addresses.', command: 'Get-Mailbox <mailbox> | Format-List EmailAddresses' },
    { say: 'Add it.', command: 'Set-Mailbox <mailbox> -EmailAddresses @{Add="<alias>@<tenant>.mail.onmicrosoft.com"}' },
  ],
  sources: ['facts/oauth-outbound-admin §1.8 (LID 33676) and §6.2 E04, C12'],
};
