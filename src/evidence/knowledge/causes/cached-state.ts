import type { Cause } from '../cause.js';

export const cachedState: Cause = {
  id: 'cached-state',
  title: 'The failure is mended and a cached state still shows it',
  part: 'client',
  explanation:
    'Configuration is read every 30 minutes, tokens are reused for hours, results of a user lookup are kept for 15 minutes, a failed token request is not repeated for 10 minutes.',
  tellApart: ['The configuration is right now, and the old error goes away after these times.'],
  fix: [
    {
      say: 'Test without what is cached.',
      command:
        'Test-OAuthConnectivity -Service EWS -TargetUri https://<host> -Mailbox <mailbox> -ReloadConfig | Format-List',
    },
    { say: 'Make it count on the server.', command: 'iisreset /noforce' },
  ],
  scenario: 'cached-state',
  sources: ['facts/oauth-outbound-admin §6.2 E08', 'facts/oauth-inbound §5'],
};
