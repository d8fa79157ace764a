import type { Cause } from '../cause.js';

export const redirected: Cause = {
  id: 'redirected',
  title: 'The answer is a redirect: the address is not that of the web service',
  part: 'network',
  explanation:
    '"Object moved" is what IIS and devices say with a redirect. Microsoft names a wrong TargetSharingEpr as a cause; a logon page of a pre-authenticating device is another.',
  tellApart: ['Location in the answer tells where it leads: to another path, or to a logon page.'],
  fix: [
    { say: 'Where Location leads to a logon page: have that device let EWS and Autodiscover pass without one.' },
    {
      say: 'Else look at the connector, in Exchange Online and on-premises.',
      command:
        'Get-IntraOrganizationConnector | Format-List Name,DiscoveryEndpoint,TargetSharingEpr,TargetAddressDomains,Enabled',
    },
    {
      say: 'Clear a wrong one, in Exchange Online.',
      command: 'Set-IntraOrganizationConnector "<connector>" -TargetSharingEpr $null',
    },
  ],
  scenario: 'redirected',
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 C12 and D04'],
};
