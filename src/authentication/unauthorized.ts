import { formatBearerChallenge } from '../protocol/bearer-challenge.js';
import { diagnosticsHeader, formatDiagnostics, type WordedRefusal } from '../protocol/diagnostics.js';
import { type Speaker, speaksNewer } from '../protocol/exchange-version.js';
import { type HeaderList, wwwAuthenticate } from '../protocol/wire.js';
import type { Step } from './judgement.js';
import type { TrustConfiguration } from './trust.js';

/** Schemes that a virtual directory offers: Bearer, and the others as they stand in WWW-Authenticate, in order. */
export interface OfferedSchemes {
  readonly bearer: boolean;
  readonly others: readonly string[];
}

/** What a 401 says: the plain challenge, or the refusal of a token and where it was refused. */
export interface Rejection {
  readonly refusal?: WordedRefusal;
  readonly place?: Step['place'] | undefined;
}

/** The headers of a 401 that authentication adds, each group in Exchange's order. */
export interface UnauthorizedHeaders {
  /** x-ms-diagnostics of a refusal in the OAuth module: it stands beside request-id (facts/oauth-inbound §2.3 A and D). */
  readonly moduleDiagnostics: HeaderList;
  /** The challenge; behind it the x-ms-diagnostics of a refusal at routing. */
  readonly challenge: HeaderList;
}

/**
 * Bearer, Negotiate, NTLM, Basic (facts/oauth-inbound §2.3 A). A refusal in the OAuth module writes x-ms-diagnostics first
 * and keeps authorization_uri; one at routing has no authorization_uri and writes x-ms-diagnostics behind the Bearer
 * challenge (§2.1, two variants by place of failure).
 */
export function unauthorizedHeaders(
  rejection: Rejection,
  schemes: OfferedSchemes,
  trust: TrustConfiguration,
  speaker: Speaker,
): UnauthorizedHeaders {
  const { refusal, place } = rejection;
  const diagnostics: HeaderList = refusal ? [[diagnosticsHeader, formatDiagnostics(refusal)]] : [];
  const atRouting = place === 'routing';
  const bearer = schemes.bearer ? [bearerChallenge(trust, speaker, refusal !== undefined, !atRouting)] : [];
  return {
    moduleDiagnostics: atRouting ? [] : diagnostics,
    challenge: [
      ...bearer.map(wwwAuthenticate),
      ...(atRouting ? diagnostics : []),
      ...schemes.others.map(wwwAuthenticate),
    ],
  };
}

/** What a trust configuration says in a challenge does not change; written once, for each of its variants. */
const written = new WeakMap<TrustConfiguration, Map<string, string>>();

function bearerChallenge(trust: TrustConfiguration, speaker: Speaker, invalidToken: boolean, withUri: boolean): string {
  const offersTokenTypes = speaksNewer(speaker);
  const variants = written.get(trust) ?? new Map<string, string>();
  written.set(trust, variants);
  const variant = `${offersTokenTypes} ${invalidToken} ${withUri}`;
  const known = variants.get(variant);
  if (known !== undefined) return known;
  const challenge = formatBearerChallenge({
    clientId: trust.serviceName,
    trustedIssuers: trust.challengeIssuers,
    offersTokenTypes,
    authorizationUri: withUri ? trust.authorizationUri : undefined,
    invalidToken,
  });
  variants.set(variant, challenge);
  return challenge;
}
