import type { Cause } from '../cause.js';

export const ewsAllowList: Cause = {
  id: 'ews-allow-list',
  title: "The dedicated hybrid app is not on the tenant's list for EWS",
  part: 'Exchange Online',
  explanation:
    'With the retirement of EWS in Exchange Online (from October 2026) only applications on EwsAllowedAppIDs may use it.',
  tellApart: ['403 from Exchange Online though the app is configured and consented.'],
  fix: [
    { say: 'Look, in Exchange Online.', command: 'Get-OrganizationConfig | Format-List EwsEnabled,EwsAllowedAppIDs' },
    {
      say: "Add the app's id; it may take 24 hours.",
      command: 'Set-OrganizationConfig -EwsAllowedAppIDs @{Add="<app id>"}',
    },
  ],
  scenario: 'ews-allow-list',
  sources: ['facts/oauth-outbound-admin §3.8 and §6.2 B15'],
};
