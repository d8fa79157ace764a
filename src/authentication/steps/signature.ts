import { verify } from 'node:crypto';
import { isUnsigned, type ParsedToken, stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, stop } from '../judgement.js';
import type { SigningKey } from '../trust.js';

/**
 * The issuer's key must have signed the token. `x5t` picks the certificate; an unknown one means that all certificates of
 * the issuer are tried. The certificate's own chain and expiry are not checked (facts/oauth-inbound §1.4, Signature).
 * RS256 alone is taken, whatever the header says, so that no header can choose a weaker check (RFC 8725 §3.1).
 */
export const signature: Step = {
  name: 'signature',
  place: 'module',
  check(_, found) {
    const token = required(found.signedToken, 'token');
    const { keys, name } = required(found.trustedIssuer, 'trusted issuer');
    const algorithm = stringClaim(token.header, 'alg');
    if (isUnsigned(token)) return stop('The token is not signed.', 'InvalidSignature');
    if (algorithm !== 'RS256')
      return stop(`The token is signed with '${algorithm ?? ''}'; only RS256 counts.`, 'InvalidSignature');
    const x5t = stringClaim(token.header, 'x5t');
    const named = keys.filter((key) => key.x5t === x5t);
    const signedBy = (named.length > 0 ? named : keys).find((key) => isSignedBy(token, key));
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

function isSignedBy(token: ParsedToken, key: SigningKey): boolean {
  const bytes = Buffer.from(token.encodedSignature, 'base64url');
  // One signature has one spelling: stray bits in the last character would make a second token out of it.
  if (bytes.toString('base64url') !== token.encodedSignature) return false;
  return verify('sha256', Buffer.from(`${token.encodedHeader}.${token.encodedPayload}`), key.publicKey, bytes);
}
