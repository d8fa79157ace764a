import type { Cause } from '../cause.js';

export const extendedProtection: Cause = {
  id: 'extended-protection',
  title: 'Extended Protection is Require on the EWS front end behind a device that bridges TLS',
  part: 'on-premises front end',
  explanation:
    'Extended Protection binds the Windows logon to the TLS channel; a device that ends TLS, and the Hybrid Agent, break that binding. Expected is Allow on the EWS front end and Require on the back end. That a hybrid call fails by it is inferred.',
  tellApart: [
    'Clients with Windows authentication get 401, too; the failed-logon events have the substatus of Extended Protection.',
    'HealthChecker says "Extended Protection isn\'t configured as expected".',
  ],
  fix: [
    {
      say: "Configure it with Microsoft's script, without the EWS front end where the Hybrid Agent is used.",
      command: '.\\ExchangeExtendedProtectionManagement.ps1 -ExcludeVirtualDirectories "EWSFrontEnd"',
    },
  ],
  sources: ['facts/oauth-outbound-admin §4.5 and §6.2 D12 (inferred)'],
};
