import type { Cause } from '../cause.js';

export const dauthRefused: Cause = {
  id: 'dauth-refused',
  title: 'DAuth, not OAuth: the security token of the federation is refused',
  part: 'web service',
  explanation:
    'The request went by organization relationship and WS-Security. The federation trust or WSSecurity on the virtual directory is at fault.',
  tellApart: [
    '"An error occurred when processing the security tokens in the message." (LID 59916) or "…verifying security for the message".',
  ],
  fix: [
    { say: 'See the trust.', command: 'Get-FederationTrust | Format-List' },
    {
      say: 'See why OAuth was not used.',
      command: 'Get-IntraOrganizationConnector | Format-List Name,TargetAddressDomains,Enabled',
    },
    {
      say: 'Toggle WSSecurity.',
      command: 'Set-WebServicesVirtualDirectory "<server>\\EWS (Default Web Site)" -WSSecurityAuthentication $true',
    },
  ],
  sources: ['facts/oauth-outbound-admin §1.8 (LID 59916) and §6.2 D10'],
};
