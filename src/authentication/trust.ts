import type { PartnerApplication } from '../directory/organization.js';
import type { QualifiedId } from '../protocol/audience.js';
import type { SigningKey } from './signing-keys.js';
import type { TokenMemory } from './token-memory.js';

/** Somebody whose signature counts: an auth server, a partner application with its own key, or the organisation itself. */
export interface TrustedIssuer {
  readonly kind: 'authServer' | 'entra' | 'partnerApplication' | 'self';
  /** Name as Get-AuthServer or Get-PartnerApplication shows it. */
  readonly name: string;
  /** Issuer id; of Entra and AD FS their IssuerIdentifier, a URL in which `{tenantid}` stands for the token's tenant. */
  readonly id: string;
  /** Empty or `*`: whatever realm, if the audience has the same (facts/oauth-inbound §1.4, S2S issuer). */
  readonly realm: string;
  readonly keys: readonly SigningKey[];
}

/** What a user-context says about the user: the attributes to look him up by. */
export interface UserClaims {
  readonly userPrincipalName?: string | undefined;
  readonly smtpAddress?: string | undefined;
  readonly sipAddress?: string | undefined;
  readonly sid?: string | undefined;
  readonly puid?: string | undefined;
  /** Of the mailbox, as a callback token names it. */
  readonly guid?: string | undefined;
}

/** The OAuth configuration a server judges by: a snapshot of the directory, as it was when it was loaded. */
export interface TrustConfiguration {
  /** Milliseconds since 1970 by the lab's clock. */
  readonly loadedAt: number;
  /** What was found out about tokens under this configuration. */
  readonly memory: TokenMemory;
  readonly serviceName: string;
  /** Auth servers of server-to-server tokens, partner applications with keys of their own, and the organisation. */
  readonly issuers: IssuerIndex;
  /** Entra and AD FS, whose tokens name them by URL. */
  readonly urlIssuers: UrlIssuerIndex;
  /** The organisation itself: its auth certificates, current, previous and next. */
  readonly self: TrustedIssuer;
  readonly partnerApplications: PartnerIndex;
  /** Does the account that a partner application links to exist? */
  hasAccount(linkedAccount: string): boolean;
  /** The management roles that it has. */
  rolesOf(linkedAccount: string): ReadonlySet<string>;
  /** Realms that are the organisation's (facts/oauth-inbound §1.4, Organization). */
  acceptsRealm(realm: string): boolean;
  /** Do both realms belong to one organisation? */
  sameOrganization(realm: string, other: string): boolean;
  /** Host names under which the organisation's own servers issue callback tokens, in lower case. */
  readonly ownHosts: ReadonlySet<string>;
  /** Is Modern Authentication switched off for this user's clients? (facts/oauth-inbound §1.4 step 3, §7 for policies) */
  refusesModernAuthentication(address: string, protocol: 'ews' | 'autodiscover'): boolean;
  /** The `trusted_issuers` of the challenge, each `id@realm`. */
  readonly challengeIssuers: readonly string[];
  readonly authorizationUri: string | undefined;
}

/** Finds an issuer by what a token says; what that costs does not depend on how many there are. */
export interface IssuerIndex {
  find(issuer: QualifiedId, audienceRealm: string): TrustedIssuer | undefined;
  readonly all: readonly TrustedIssuer[];
}

/** Finds Entra or AD FS by the `iss` and the `tid` of a V1 token. */
export interface UrlIssuerIndex {
  find(issuer: string, tenantId: string): TrustedIssuer | undefined;
  readonly all: readonly TrustedIssuer[];
}

/** Finds partner applications likewise. */
export interface PartnerIndex {
  /** The enabled one behind an auth server that has this id, and this realm or none. */
  vouchedFor(application: QualifiedId, issuerRealm: string): PartnerApplication | undefined;
  /** The enabled one of this id, of whatever realm. */
  withId(applicationId: string): PartnerApplication | undefined;
  named(name: string): PartnerApplication | undefined;
}
