import type { Cause } from '../cause.js';

export const oauthConfigurationUnavailable: Cause = {
  id: 'oauth-configuration-unavailable',
  title: "The calling side can't load its OAuth configuration",
  part: 'client',
  explanation: 'Exchange reads it from Active Directory before it builds a token.',
  tellApart: [
    '"Unable to load OAuth configuration."; event 2001 of MSExchange OAuth after 90 minutes without success.',
  ],
  fix: [
    { say: 'See that the server reaches its domain controllers.', command: 'Test-ServiceHealth' },
    { say: 'See the configuration.', command: 'Get-AuthConfig | Format-List *' },
  ],
  sources: ['facts/oauth-outbound-admin §2 (OAuthConfigurationUnavailable)', 'facts/oauth-inbound §5 (event 2001)'],
};
