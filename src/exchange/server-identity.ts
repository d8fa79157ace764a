import type { Organization } from '../directory/organization.js';
import type { ServerIdentity } from '../ews/exchange-response.js';
import { exchangeBuilds } from '../protocol/exchange-version.js';

const identities = new WeakMap<Organization, ServerIdentity>();

/** The server that answers: the organisation's first. */
export function serverIdentity(organization: Organization): ServerIdentity {
  const known = identities.get(organization);
  if (known) return known;
  const { exchangeVersion, servers } = organization;
  const [server] = servers;
  const identity: ServerIdentity = {
    build: exchangeBuilds[exchangeVersion],
    name: server?.name ?? 'EX01',
    fqdn: server?.fqdn ?? 'ex01',
    speaker: { exchangeVersion, side: 'OnPremises' },
  };
  identities.set(organization, identity);
  return identity;
}
