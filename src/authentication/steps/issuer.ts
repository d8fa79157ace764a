import { parseQualifiedId } from '../../protocol/audience.js';
import { stringClaim } from '../../protocol/token.js';
import { qualify } from '../../protocol/well-known.js';
import { goOn, required, type Step, stop } from '../judgement.js';
import type { TrustedIssuer } from '../trust.js';
import { listed } from './listed.js';

/** The issuer must be an auth server, a partner application with its own key, or the organisation itself (facts/oauth-inbound §1.4, S2S issuer). */
export const issuer: Step = {
  name: 'issuer',
  place: 'module',
  check({ trust }, found) {
    const value = stringClaim(required(found.signedToken, 'token').claims, 'iss');
    if (value === undefined) return stop('The claim iss is missing.', 'MissingIssuer');
    const parsed = parseQualifiedId(value);
    if (!parsed) return stop(`'${value}' is not of the form id@realm.`, 'InvalidIssuerFormat', value);
    const audienceRealm = required(found.audience, 'audience').realm;
    const trustedIssuer = trust.issuers.find(parsed, audienceRealm);
    if (!trustedIssuer) {
      const known = listed(trust.issuers.all.map(({ id, realm }) => qualify(id, realm)));
      return stop(`'${value}' is nobody this server trusts; it trusts ${known}.`, 'NoConfiguredIssuerMatched', value);
    }
    return goOn(`'${value}' is ${describe(trustedIssuer)}.`, { issuer: parsed, trustedIssuer });
  },
};

function describe(trustedIssuer: TrustedIssuer): string {
  if (trustedIssuer.kind === 'self') return 'this organisation itself';
  return `${trustedIssuer.kind === 'authServer' ? 'auth server' : 'partner application'} '${trustedIssuer.name}'`;
}
