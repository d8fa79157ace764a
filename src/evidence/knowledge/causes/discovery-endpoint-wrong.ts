import { paths } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const discoveryEndpointWrong: Cause = {
  id: 'discovery-endpoint-wrong',
  title: 'The discovery endpoint or the target address of the connector is wrong',
  part: 'client',
  explanation:
    "Autodiscover is asked at the connector's DiscoveryEndpoint, unless TargetSharingEpr names the web service.",
  tellApart: ['"Autodiscover failed for email address …" with 404: the address leads to no Autodiscover.'],
  fix: [
    {
      say: 'Look.',
      command:
        'Get-IntraOrganizationConnector | Format-List Name,DiscoveryEndpoint,TargetSharingEpr,TargetAddressDomains',
    },
    {
      say: 'Correct it.',
      command: `Set-IntraOrganizationConnector "<connector>" -DiscoveryEndpoint https://<host>${paths.autodiscover}`,
    },
  ],
  scenario: 'discovery-endpoint-wrong',
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, §3.6 and §6.2 C12'],
};
