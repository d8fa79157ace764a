import { stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, stop } from '../judgement.js';

/**
 * The tenant of a V1 token must be the organisation's. On-premises a token without `tid` is fine, and an unknown one gets
 * the words for a realm (facts/oauth-inbound §1.4, Organization). In Exchange Online the claim is needed, and an unknown
 * one is a context-id: inferred, since 5001 and 5003 can't come from an on-premises server.
 */
export const tenant: Step = {
  name: 'organization',
  place: 'module',
  varies: true,
  check({ trust, directory, speaker }, found) {
    const tenantId = stringClaim(required(found.signedToken, 'token').claims, 'tid');
    const inCloud = speaker.side === 'Cloud';
    if (tenantId === undefined && inCloud) return stop('The claim tid is missing.', 'MissingTenantIdClaim');
    if (directory.failing === 'everything') return stop('Active Directory does not answer.', 'ADOperationFailed');
    if (tenantId === undefined) return goOn('No claim tid: this server has one organisation.', { realm: '' });
    if (trust.acceptsRealm(tenantId)) {
      return goOn(`The tenant '${tenantId}' is of this organisation.`, { realm: tenantId });
    }
    const error = inCloud ? 'ExternalOrgIdNotFound' : 'OrganizationIdNotFoundFromRealm';
    return stop(`The tenant '${tenantId}' is not of this organisation.`, error, tenantId);
  },
};
