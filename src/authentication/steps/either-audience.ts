import { parseUrlAudience } from '../../protocol/audience.js';
import { stringClaim } from '../../protocol/token.js';
import { required, type Step } from '../judgement.js';
import { audience } from './audience.js';
import { urlAudience } from './url-audience.js';

/** Tokens that Exchange issues to itself: which form their audience has is not known, so either is taken (inferred). */
export const eitherAudience: Step = {
  name: 'audience',
  place: 'module',
  check(subject, found) {
    const value = stringClaim(required(found.signedToken, 'token').claims, 'aud') ?? '';
    const outcome = (parseUrlAudience(value) ? urlAudience : audience).check(subject, found);
    if (outcome.refusal ?? outcome.failure) return outcome;
    const realm = outcome.found?.realm ?? subject.trust.self.realm;
    return { ...outcome, found: { ...outcome.found, realm } };
  },
};
