import { goOn, required, type Step, stop } from '../judgement.js';

/**
 * The realm of the audience must be the organisation's: an accepted domain, its own realm, or the realm of any enabled
 * auth server, which is how a tenant's GUID passes (facts/oauth-inbound §1.4, Organization; that it is the audience's
 * realm which is looked up is inferred from the order of checks).
 */
export const organization: Step = {
  name: 'organization',
  place: 'module',
  varies: true,
  check({ trust, directory }, found) {
    const realm = required(found.realm, 'realm');
    if (directory.failing === 'everything') return stop('Active Directory does not answer.', 'ADOperationFailed');
    if (!trust.acceptsRealm(realm))
      return stop(`The realm '${realm}' is not of this organisation.`, 'OrganizationIdNotFoundFromRealm', realm);
    return goOn(`The realm '${realm}' is of this organisation.`);
  },
};
