import { stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, stop } from '../judgement.js';
import { permitted } from './permitted.js';

/**
 * What the user lets the application do, `scp`, as far as the virtual directory takes it (`OAuthHttpModule.V1AppScopes`,
 * facts/oauth-inbound §1.4). Exchange passes the arguments of 2021 the wrong way round: the claim first, then its value
 * (§1.3). An empty `scp` is made up for by a linked account, else it is 2024: inferred from its words.
 */
export const scopes: Step = {
  name: 'scopes',
  place: 'module',
  check({ policy, trust }, found) {
    const { claims } = required(found.signedToken, 'token');
    const value = stringClaim(claims, 'scp') ?? '';
    const all = value.split(' ').filter((scope) => scope !== '');
    const grants = permitted(all, policy.v1AppScopes);
    if (grants.length > 0) return goOn(`The token grants ${grants.join(', ')}.`, { grants });
    if (all.length > 0) {
      return stop(`This virtual directory takes ${policy.v1AppScopes}.`, 'InvalidClaimValueFound', 'scp', value);
    }
    const application = stringClaim(claims, 'appid') ?? '';
    const partner = trust.partnerApplications.withId(application);
    if (partner && partner.linkedAccount !== '') {
      return goOn(`No scope, but a linked account of partner application '${partner.name}'.`, { grants });
    }
    const version = stringClaim(claims, 'ver') ?? '';
    return stop('No scope, and no linked account instead.', 'NoAuthorizationValuePresent', version, application);
  },
};
