import type { Cause } from '../cause.js';

export const dedicatedAppNotOnAuthServer: Cause = {
  id: 'dedicated-app-not-on-auth-server',
  title: 'The override is there, and the EvoSTS auth server does not name the dedicated app',
  part: 'client',
  explanation: "The feature needs the application's id and the domains on the EvoSTS auth server.",
  tellApart: [
    'HealthChecker says "No valid AuthServer object was found that supports the dedicated Exchange Hybrid Application".',
  ],
  fix: [
    { say: 'Look.', command: 'Get-AuthServer | Format-List Name,Type,ApplicationIdentifier,DomainName' },
    { say: 'Write it.', command: '.\\ConfigureExchangeHybridApplication.ps1 -ConfigureAuthServer' },
  ],
  scenario: 'dedicated-app-not-on-auth-server',
  sources: ['facts/oauth-outbound-admin §4.5 and §6.2 B08'],
};
