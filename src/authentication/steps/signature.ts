import { stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, stop } from '../judgement.js';
import { whyUnverifiable } from '../signing-keys.js';

/**
 * The issuer's key must have signed the token. `x5t` picks the certificate; an unknown one means that all certificates of
 * the issuer are tried. The certificate's own chain and expiry are not checked (facts/oauth-inbound §1.4, Signature).
 * No other header has a say: no key comes from the token (jwk, jku, x5u, x5c), none by another name (kid).
 */
export const signature: Step = {
  name: 'signature',
  place: 'module',
  varies: true,
  check({ trust, now }, found) {
    const token = required(found.signedToken, 'token');
    const { keys, name } = required(found.trustedIssuer, 'trusted issuer');
    const objection = whyUnverifiable(token);
    if (objection !== undefined) return stop(objection, 'InvalidSignature');
    const x5t = stringClaim(token.header, 'x5t');
    const named = keys.filter((key) => key.x5t === x5t);
    const signedBy = (named.length > 0 ? named : keys).find((key) => trust.memory.isSignedBy(token, key, now));
    if (!signedBy) {
      const known = keys.map((key) => key.thumbprint).join(', ') || 'none';
      return stop(
        `No key of '${name}' made this signature; x5t is '${x5t ?? ''}', the certificates known are ${known}.`,
        'InvalidSignature',
      );
    }
    return goOn(`Made by the key of certificate ${signedBy.thumbprint} of '${name}'.`);
  },
};
