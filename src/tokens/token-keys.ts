import type { KeyObject } from 'node:crypto';
import type { Claims } from '../protocol/token.js';
import { unsignedHeader } from '../protocol/token-claims.js';
import { defaultHeader, type SigningIdentity, signVerbatim, unsignedToken } from './signer.js';

/** Who signs a token made to measure (design §2.4); `none` leaves it unsigned. */
export const signers = ['authServer', 'authCertificate', 'unknownKey', 'none'] as const;
export type TokenSignerName = (typeof signers)[number];

/** The keys of the lab that tokens can be signed with. */
export interface TokenKeys {
  /** The token service's signing certificate. */
  readonly authServer: SigningIdentity;
  /** The organisation's current auth certificate; undefined when it has none. */
  readonly authCertificate: SigningIdentity | undefined;
  /** A key that nobody knows; made when first asked for, since making one takes a while. */
  readonly unknownKey: () => KeyObject;
}

/** The token under its signer's usual header, changed by `overrides`; undefined when the signer has no certificate. */
export function signAs(
  signer: TokenSignerName,
  { authServer, authCertificate, unknownKey }: TokenKeys,
  claims: Claims,
  overrides: Claims | undefined,
): string | undefined {
  if (signer === 'none') return unsignedToken(merge(unsignedHeader, overrides), claims);
  const identity = signer === 'authCertificate' ? authCertificate : authServer;
  if (!identity) return undefined;
  const header = merge(defaultHeader(identity.certificate, signer !== 'authCertificate'), overrides);
  return signVerbatim(header, claims, signer === 'unknownKey' ? unknownKey() : identity.privateKey);
}

/** Defaults with overrides verbatim in their place; null takes a value out. */
export function merge(defaults: Claims, overrides: Claims | undefined): Claims {
  const all = { ...defaults, ...overrides };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}
