import { parseQualifiedId, type QualifiedId, sameText } from '../../protocol/audience.js';
import { stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, type StepOutcome, stop } from '../judgement.js';
import type { PartnerIndex, TrustedIssuer } from '../trust.js';

/**
 * The application that asks, `nameid`, must be one that the organisation has registered: behind an auth server it is
 * enabled, uses the auth server, and has the realm of its own or the issuer's (facts/oauth-inbound §1.4, Application).
 */
export const application: Step = {
  name: 'application',
  place: 'module',
  check({ trust }, found) {
    const value = stringClaim(required(found.signedToken, 'token').claims, 'nameid');
    if (value === undefined) return stop('The claim nameid is missing.', 'NoClaimFound', 'nameid');
    const asking = parseQualifiedId(value);
    if (!asking) return stop(`'${value}' is not of the form appid@realm.`, 'InvalidNameIdFormat', value);
    const trustedIssuer = required(found.trustedIssuer, 'trusted issuer');
    if (trustedIssuer.kind !== 'authServer')
      return issuerIsApplication(asking, trustedIssuer, trust.partnerApplications);
    const partner = trust.partnerApplications.vouchedFor(asking, required(found.issuer, 'issuer').realm);
    if (!partner)
      return stop(`No enabled partner application has the id of '${value}'.`, 'NoMatchingPartnerAppFound', value);
    return goOn(`'${value}' is partner application '${partner.name}'.`, {
      application: asking,
      partnerApplication: partner,
    });
  },
};

/** An application that signs for itself must be the one that asks. */
function issuerIsApplication(asking: QualifiedId, trustedIssuer: TrustedIssuer, partners: PartnerIndex): StepOutcome {
  if (!sameText(asking.id, trustedIssuer.id)) {
    return stop(
      `The application '${asking.id}' is not the issuer '${trustedIssuer.id}'.`,
      'UnexpectedAppIdInNameId',
      trustedIssuer.id,
      asking.id,
    );
  }
  if (!sameText(asking.realm, trustedIssuer.realm)) {
    return stop(
      `The realm '${asking.realm}' is not the issuer's '${trustedIssuer.realm}'.`,
      'UnexpectedRealmInNameId',
      trustedIssuer.realm,
      asking.realm,
    );
  }
  const partnerApplication = partners.named(trustedIssuer.name);
  return goOn(`The application is the issuer, '${trustedIssuer.name}'.`, { application: asking, partnerApplication });
}
