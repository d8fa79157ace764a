import type { TokenProfile } from '../../protocol/token-kind.js';
import { goOn, required, type Step, stop } from '../judgement.js';

/** Does the virtual directory take this kind of token? (`OAuthHttpModule.Profiles`, facts/oauth-inbound §1.4 step 6.) */
export const profile: Step = {
  name: 'token profile',
  place: 'module',
  check({ policy: { profiles } }, found) {
    const tokenKind = required(found.kind, 'token kind');
    const kind: TokenProfile = tokenKind === 'AppAssertedUserV1' ? 'S2SAppActAs' : tokenKind; // inferred: it acts as a user
    const list = profiles.join('|');
    if (!profiles.includes(kind)) {
      return stop(
        `${kind} is not among the profiles of this virtual directory: ${list}.`,
        'TokenProfileNotApplicable',
        kind,
      );
    }
    return goOn(`${kind} is among the profiles of this virtual directory: ${list}.`);
  },
};
