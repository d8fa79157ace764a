import type { Cause } from '../cause.js';

export const intraOrganizationConnectorMissing: Cause = {
  id: 'intra-organization-connector-missing',
  title: 'No enabled connector or relationship has the domain',
  part: 'client',
  explanation:
    "Free/busy looks for an enabled IntraOrganizationConnector with the target's domain, then for an organization relationship (DAuth).",
  tellApart: ['"Configuration information for forest/domain … could not be found in Active Directory." (LID 47932)'],
  fix: [
    {
      say: 'Look, on the side that asks.',
      command: 'Get-IntraOrganizationConnector | Format-List Name,TargetAddressDomains,DiscoveryEndpoint,Enabled',
    },
    { say: 'Enable it.', command: 'Set-IntraOrganizationConnector "<connector>" -Enabled $true' },
    {
      say: 'Add the domain.',
      command: 'Set-IntraOrganizationConnector "<connector>" -TargetAddressDomains @{Add="<domain>"}',
    },
  ],
  scenario: 'intra-organization-connector-missing',
  sources: ['facts/oauth-outbound-admin §1.8 (LID 47932), §3.6 and §6.2 C10'],
};
