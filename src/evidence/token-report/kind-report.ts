import { parseServiceAudience, parseUrlAudience } from '../../protocol/audience.js';
import { isAccessControlService } from '../../protocol/known-ids.js';
import { type Claims, stringClaim } from '../../protocol/token.js';
import type { KnownKind, TokenKind } from '../../protocol/token-kind.js';
import { appAssertedUser, nameIdIssuers } from '../../protocol/well-known.js';
import type { KindReport } from './token-report.js';

const titles: Readonly<Record<KindReport['name'], string>> = {
  S2SAppActAs: 'Exchange, or another partner, acts for a user (server-to-server, act-as)',
  S2SAppOnly: 'An application alone, without a user (server-to-server, app-only)',
  AppAssertedUserV1: `An application asserts a user (${appAssertedUser})`,
  V1AppActAs: 'A user’s client with Hybrid Modern Authentication (version 1.0 of Entra or AD FS)',
  V1AppOnly: 'An application alone, by its roles (version 1.0 of Entra or AD FS)',
  V1IdToken: 'A user’s identity (version 1.0 of Entra or AD FS)',
  Callback: 'Exchange’s own token for a callback of an add-in',
  V1Callback: 'Exchange’s own token for a callback (version 1.0)',
  V1ExchangeSelfIssued: 'Exchange’s token for itself',
  ClientAssertion: 'Client assertion: a server proves to the token service who it is',
  IdentityToken: 'Identity token: Exchange tells an add-in who its user is',
};

/** The kind in words, and the way it travels. What is for a token service or an add-in is of no kind that Exchange takes. */
export function reportKind({ kind, because, signedToken, outerToken }: KnownKind): KindReport {
  const audience = stringClaim(signedToken.claims, 'aud') ?? '';
  const name = nameOfKind(kind, audience);
  return { name, title: titles[name], because, direction: directionOf(name, audience, outerToken?.claims ?? {}) };
}

function nameOfKind(kind: TokenKind, audience: string): KindReport['name'] {
  if (kind === 'S2SAppOnly' && isAccessControlService(parseServiceAudience(audience)?.applicationId ?? ''))
    return 'ClientAssertion';
  return kind === 'Callback' && parseUrlAudience(audience) ? 'IdentityToken' : kind;
}

function directionOf(name: KindReport['name'], audience: string, user: Claims): string {
  switch (name) {
    case 'ClientAssertion':
      return 'from a server to the token service';
    case 'IdentityToken':
      return 'from Exchange to an add-in';
    case 'Callback':
    case 'V1Callback':
      return 'from an add-in back to Exchange';
    case 'V1ExchangeSelfIssued':
      return 'from Exchange to Exchange';
    case 'S2SAppActAs':
    case 'S2SAppOnly':
    case 'AppAssertedUserV1':
      return betweenServers(audience, stringClaim(user, 'nii'));
    default:
      return `from a client to ${hostOf(audience)}`;
  }
}

/** The sender shows in who vouches for the user (facts/oauth-inbound §3.1), the receiver in the audience. */
function betweenServers(audience: string, nii: string | undefined): string {
  const to = hostOf(audience);
  if (nii === nameIdIssuers.activeDirectory) return `from on-premises to ${to}`;
  return nii === nameIdIssuers.microsoftOnline ? `from Exchange Online to ${to}` : `to ${to}`;
}

function hostOf(audience: string): string {
  const host = parseServiceAudience(audience)?.host ?? parseUrlAudience(audience)?.authority;
  if (host === undefined) return 'an audience that can’t be read';
  return isExchangeOnline(host) ? `Exchange Online (${host})` : host;
}

/** Hosts of Exchange Online, by their domains. */
function isExchangeOnline(host: string): boolean {
  return /(?:^|\.)(?:office365\.(?:com|us)|outlook\.com|office\.com)$/i.test(host);
}
