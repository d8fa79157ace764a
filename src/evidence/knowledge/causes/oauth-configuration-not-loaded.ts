import type { Cause } from '../cause.js';

export const oauthConfigurationNotLoaded: Cause = {
  id: 'oauth-configuration-not-loaded',
  title: 'Exchange could not load its OAuth configuration',
  part: 'on-premises front end',
  explanation: "Without its configuration from Active Directory Exchange can't judge any token and answers 500.",
  tellApart: [
    '2000007 with HTTP 500 and "OAuth configuration not loaded."; event 2001 of MSExchange OAuth after 90 minutes without success.',
  ],
  fix: [
    { say: 'See that the server reaches its domain controllers.', command: 'Test-ServiceHealth' },
    {
      say: 'See the entries.',
      command:
        'Get-EventLog Application -Source "MSExchange OAuth" -Newest 20 | Format-List TimeGenerated,EventID,Message',
    },
  ],
  sources: ['facts/oauth-inbound §1.3 (2000007), §1.4 step 4 and §5 (event 2001)'],
};
