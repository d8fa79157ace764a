import type { Cause } from '../cause.js';

export const authorizationEndpointNotNamed: Cause = {
  id: 'authorization-endpoint-not-named',
  title: 'No auth server is the default authorization endpoint, or more than one is',
  part: 'on-premises front end',
  explanation:
    'Clients of modern authentication learn from authorization_uri in the challenge where to log on; Exchange names it if exactly one AzureAD or ADFS auth server is the default endpoint.',
  tellApart: [
    'The challenge has no authorization_uri; event 2009 of MSExchange OAuth: more than one. Calls between the halves of a hybrid do not need it.',
  ],
  fix: [
    { say: 'Look.', command: 'Get-AuthServer | Format-List Name,Type,IsDefaultAuthorizationEndpoint' },
    { say: 'Set one.', command: 'Set-AuthServer "EvoSts - <guid>" -IsDefaultAuthorizationEndpoint $true' },
  ],
  scenario: 'authorization-endpoint-not-named',
  sources: ['facts/oauth-inbound §2.1, §5 (event 2009) and §7', 'facts/oauth-outbound-admin §5.5 and §6.2 C07'],
};
