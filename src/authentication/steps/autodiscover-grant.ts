import { knownScopes } from '../../protocol/grants.js';
import { goOn, type Step, stop } from '../judgement.js';

/**
 * Is the token enough for Autodiscover? Exchange Web Services ask that themselves, once they know the call
 * (ews/token-grant.ts). Here a user's token needs a scope that Exchange knows, and a token for one item is for nothing
 * else: inferred, so that no token is good for more than there.
 */
export const autodiscoverGrant: Step = {
  name: 'grant',
  place: 'module',
  check({ policy }, { kind, grants, itemScope }) {
    if (policy.protocol === 'ews') return goOn('The web service asks for that itself.');
    if (itemScope !== undefined) return stop('The token is for one item.', 'MethodNotAllowedForToken');
    if (kind === 'Callback' || kind === 'V1Callback' || grants?.length === 0) return goOn('The token needs no scope.');
    const known = (grants ?? []).filter((grant) => knownScopes.has(grant));
    return known.length > 0
      ? goOn(`The token grants ${known.join(', ')}.`)
      : stop('The token grants nothing that Exchange knows.', 'NoGrantPresented');
  },
};
