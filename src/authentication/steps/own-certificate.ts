import { isUnsigned, stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, stop } from '../judgement.js';

/**
 * A token of the organisation's own names its certificate: current, previous or next auth certificate
 * (facts/oauth-inbound §5). One that is not in the server's store is 10001, known for 2013 alone; newer builds use that
 * category's number for something else (§0), and what they say here is not known. An unsigned token is left to the next
 * step, which says "any signature failure" (§1.3).
 */
export const ownCertificate: Step = {
  name: 'certificate',
  place: 'module',
  check({ trust, server }, found) {
    const token = required(found.signedToken, 'token');
    if (isUnsigned(token)) return goOn('The token is not signed.');
    const x5t = stringClaim(token.header, 'x5t') ?? '';
    const key = trust.self.keys.find((candidate) => candidate.x5t === x5t);
    return key
      ? goOn(`The token names certificate ${key.thumbprint}.`)
      : stop(`No auth certificate of this organisation has x5t '${x5t}'.`, 'NoCertificateFound', x5t, server);
  },
};
