import type { Cause } from '../cause.js';

export const dauthApplicationMissing: Cause = {
  id: 'dauth-application-missing',
  title: "DAuth: the federation's application does not exist",
  part: 'token service',
  explanation: "The federated organization's application (fydibohf25spdlt.<domain>) is not known to the token service.",
  tellApart: ['AADSTS901124 quotes it.'],
  fix: [{ say: 'See the federated organization.', command: 'Get-FederatedOrganizationIdentifier | Format-List' }],
  sources: ['facts/oauth-outbound-admin §3.8'],
};
