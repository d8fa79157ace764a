import { parseQualifiedId } from '../../protocol/audience.js';
import { stringClaim } from '../../protocol/token.js';
import { qualify } from '../../protocol/well-known.js';
import { goOn, required, type Step, stop } from '../judgement.js';
import type { TrustedIssuer } from '../trust.js';
import { listed } from './listed.js';

/**
 * The issuer must be an auth server or a partner application with a key of its own (facts/oauth-inbound §1.4, S2S issuer).
 * That the organisation itself is one as well is a leniency of the lab: what is known of Exchange names it for its callback
 * tokens only (§5), and nobody has tried.
 */
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
    const named = { issuer: parsed, trustedIssuer };
    if (trustedIssuer.kind === 'self') {
      const detail = `[lab] '${value}' is this organisation itself: a real server may well not know it (docs/fidelity.md).`;
      return { detail, found: named, lenient: true };
    }
    return goOn(`'${value}' is ${describe(trustedIssuer)}.`, named);
  },
};

function describe(trustedIssuer: TrustedIssuer): string {
  return `${trustedIssuer.kind === 'authServer' ? 'auth server' : 'partner application'} '${trustedIssuer.name}'`;
}
