import { acceptedDomainObject, acceptedDomains, requireDomain } from '../accepted-domains.js';
import type { Cmdlet } from '../cmdlet.js';
import { identityParameter } from '../given.js';

/** Get-AcceptedDomain of the session's side. */
export const getAcceptedDomain: Cmdlet = {
  name: 'Get-AcceptedDomain',
  synopsis: 'Shows the domains whose mail belongs to this side.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [identityParameter('Name of one accepted domain, or the domain itself.')],
  tableView: ['Name', 'DomainName', 'DomainType', 'Default'],
  run({ Identity: identity }, context) {
    const all = acceptedDomains(context);
    const found = typeof identity === 'string' ? [requireDomain(all, identity, context)] : all;
    return { output: found.map(acceptedDomainObject) };
  },
};
