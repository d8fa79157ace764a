import type { PartnerApplication } from '../directory/organization.js';
import { foldCase } from '../protocol/audience.js';
import { anyRealm, qualify } from '../protocol/well-known.js';
import type { IssuerIndex, PartnerIndex, TrustedIssuer, UrlIssuerIndex } from './trust.js';

/**
 * An index of issuers by id and realm. An auth server without realm, or with `*`, matches any realm as long as the
 * audience has the same (facts/oauth-inbound §1.4, S2S issuer). Of two that match, the first counts.
 */
export function indexIssuers(all: readonly TrustedIssuer[]): IssuerIndex {
  const byName = new Map<string, TrustedIssuer>();
  const open = new Map<string, TrustedIssuer>();
  for (const issuer of all) {
    const isOpen = issuer.kind === 'authServer' && (issuer.realm === '' || issuer.realm === anyRealm);
    if (isOpen) setFirst(open, foldCase(issuer.id), issuer);
    else setFirst(byName, foldCase(qualify(issuer.id, issuer.realm)), issuer);
  }
  return {
    all,
    find({ id, realm }, audienceRealm) {
      const named = byName.get(foldCase(qualify(id, realm)));
      if (named || open.size === 0 || foldCase(realm) !== foldCase(audienceRealm)) return named;
      return open.get(foldCase(id));
    },
  };
}

const tenantPlaceholder = '{tenantid}';

/** An index of issuers by URL; `{tenantid}` in it stands for the token's `tid` (facts/oauth-inbound §1.4, V1 issuer). */
export function indexUrlIssuers(all: readonly TrustedIssuer[]): UrlIssuerIndex {
  const byUrl = new Map<string, TrustedIssuer>();
  const templates = new Map<string, TrustedIssuer>();
  for (const issuer of all)
    setFirst(issuer.id.includes(tenantPlaceholder) ? templates : byUrl, foldCase(issuer.id), issuer);
  return {
    all,
    find(issuer, tenantId) {
      const url = foldCase(issuer);
      const named = byUrl.get(url);
      if (named) return named;
      for (const [template, candidate] of templates) {
        if (template.replaceAll(tenantPlaceholder, () => foldCase(tenantId)) === url) return candidate;
      }
      return undefined;
    },
  };
}

/** An index of partner applications by id and realm; without a realm of its own, one is of the issuer's. */
export function indexPartners(all: readonly PartnerApplication[]): PartnerIndex {
  const vouched = new Map<string, PartnerApplication>();
  const byName = new Map<string, PartnerApplication>();
  const byId = new Map<string, PartnerApplication>();
  for (const partner of all) {
    setFirst(byName, partner.name, partner);
    if (partner.enabled) setFirst(byId, foldCase(partner.applicationIdentifier), partner);
    if (partner.enabled && partner.useAuthServer) {
      setFirst(vouched, foldCase(qualify(partner.applicationIdentifier, partner.realm)), partner);
    }
  }
  return {
    named: (name) => byName.get(name),
    withId: (applicationId) => byId.get(foldCase(applicationId)),
    vouchedFor({ id, realm }, issuerRealm) {
      const bound = realm === '' ? undefined : vouched.get(foldCase(qualify(id, realm)));
      if (bound || foldCase(realm) !== foldCase(issuerRealm)) return bound;
      return vouched.get(foldCase(qualify(id, '')));
    },
  };
}

function setFirst<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (!map.has(key)) map.set(key, value);
}
