import type { KeyObject } from 'node:crypto';
import type { PartnerApplication } from '../directory/organization.js';
import type { Recipient } from '../directory/recipient.js';

/** A certificate whose key may sign tokens. */
export interface SigningKey {
  /** SHA-1 in upper-case hex. */
  readonly thumbprint: string;
  /** The same, base64url: what a token's header names. */
  readonly x5t: string;
  readonly publicKey: KeyObject;
}

/** Somebody whose signature counts: an auth server, a partner application with its own key, or the organisation itself. */
export interface TrustedIssuer {
  readonly kind: 'authServer' | 'partnerApplication' | 'self';
  /** Name as Get-AuthServer or Get-PartnerApplication shows it. */
  readonly name: string;
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
}

/** The OAuth configuration a server judges by: a snapshot of the directory, as it was when it was loaded. */
export interface TrustConfiguration {
  /** Milliseconds since 1970 by the lab's clock. */
  readonly loadedAt: number;
  readonly serviceName: string;
  readonly issuers: readonly TrustedIssuer[];
  readonly partnerApplications: readonly PartnerApplication[];
  /** Realms that are the organisation's (facts/oauth-inbound §1.4, Organization). */
  acceptsRealm(realm: string): boolean;
  /** Do both realms belong to one organisation? */
  sameOrganization(realm: string, other: string): boolean;
  /** All users that one of the claims points to. */
  findUsers(realm: string, claims: UserClaims): readonly Recipient[];
  /** The `trusted_issuers` of the challenge, each `id@realm`. */
  readonly challengeIssuers: readonly string[];
  readonly authorizationUri: string | undefined;
}
