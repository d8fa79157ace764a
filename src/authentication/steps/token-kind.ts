import { speaksNewer } from '../../protocol/exchange-version.js';
import { kindOf } from '../../protocol/token-kind.js';
import { goOn, required, type Step, stop } from '../judgement.js';

/** Which kind of token it is (facts/oauth-inbound §1.4 step 5). */
export const tokenKind: Step = {
  name: 'token kind',
  place: 'module',
  check({ speaker, trust }, found) {
    const token = required(found.signedToken, 'token');
    const verdict = kindOf(token, { newer: speaksNewer(speaker), parse: (text) => trust.memory.parse(text) });
    if ('error' in verdict) return stop(verdict.because, verdict.error, ...verdict.arguments);
    const { kind, because, signedToken, outerToken } = verdict;
    return goOn(`${kind}: ${because}.`, outerToken ? { outerToken, signedToken, kind } : { kind });
  },
};
