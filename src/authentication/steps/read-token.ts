import { isReadable } from '../../protocol/token.js';
import { goOn, type Step, stop } from '../judgement.js';

/** The text must be a compact JWT; else Exchange passes on its library's words (facts/oauth-inbound §1.4 step 5). */
export const readToken: Step = {
  name: 'read token',
  place: 'module',
  check({ token, trust }) {
    const parsed = trust.memory.parse(token);
    if (!isReadable(parsed))
      return stop('The Authorization header holds no compact JWT.', 'UnableToReadToken', parsed.detail);
    return goOn('A compact JWT: header, claims, signature.', { signedToken: parsed });
  },
};
