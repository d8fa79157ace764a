import { paths } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const testCoversTheTokenOnly: Cause = {
  id: 'test-covers-the-token-only',
  title: 'The test succeeds and free/busy does not: the test proves token and EWS alone',
  part: 'client',
  explanation:
    'Autodiscover, connectors and calendar permissions are not part of it, and it tests one direction on one server.',
  tellApart: ['ResultType Success and a free/busy error: its text says which part.'],
  fix: [
    {
      say: 'Test Autodiscover.',
      command: `Test-OAuthConnectivity -Service AutoD -TargetUri https://<host>${paths.autodiscover} -Mailbox <mailbox> | Format-List`,
    },
    {
      say: 'See the connectors.',
      command: 'Get-IntraOrganizationConnector | Format-List Name,TargetAddressDomains,DiscoveryEndpoint,Enabled',
    },
    {
      say: 'Test the other direction too: run it on-premises for the way to the cloud, in Exchange Online for the way back, and on every server.',
    },
  ],
  scenario: 'test-covers-the-token-only',
  sources: ['facts/oauth-outbound-admin §6.2 E06, E09'],
};
