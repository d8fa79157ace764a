import type { Cause } from '../cause.js';

export const connectorWithoutFallback: Cause = {
  id: 'connector-without-fallback',
  title: 'The connector is enabled and OAuth is broken: there is no fallback to DAuth',
  part: 'client',
  explanation:
    'Where an enabled connector matches the domain, OAuth is used; a healthy organization relationship is not tried.',
  tellApart: ['Test-OAuthConnectivity fails as free/busy does.'],
  fix: [
    {
      say: 'Mend OAuth. Until then, disable the connector on both sides.',
      command: 'Set-IntraOrganizationConnector "<connector>" -Enabled $false',
    },
  ],
  scenario: 'connector-without-fallback',
  sources: ['facts/oauth-outbound-admin §3.6 and §6.2 C11', 'Microsoft KB 3137325'],
};
