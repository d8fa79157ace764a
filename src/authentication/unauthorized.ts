import { formatBearerChallenge } from '../protocol/bearer-challenge.js';
import { diagnosticsHeader, formatDiagnostics, type Speaker, type WordedRefusal } from '../protocol/diagnostics.js';
import type { HeaderList } from '../protocol/wire.js';
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

/**
 * The headers of a 401 in Exchange's order. Bearer, Negotiate, NTLM, Basic (facts/oauth-inbound §2.3 A); a refusal in the
 * OAuth module puts x-ms-diagnostics first and keeps authorization_uri, one at routing has no authorization_uri and puts
 * x-ms-diagnostics behind the challenge (§2.1, two variants by place of failure).
 */
export function unauthorizedHeaders(
  rejection: Rejection,
  schemes: OfferedSchemes,
  trust: TrustConfiguration,
  speaker: Speaker,
): HeaderList {
  const { refusal, place } = rejection;
  const diagnostics: HeaderList = refusal ? [[diagnosticsHeader, formatDiagnostics(refusal)]] : [];
  const atRouting = place === 'routing';
  const challenge: HeaderList = schemes.bearer
    ? [['WWW-Authenticate', bearerChallenge(trust, speaker, refusal !== undefined, !atRouting)]]
    : [];
  const bearerPart = atRouting ? [...challenge, ...diagnostics] : [...diagnostics, ...challenge];
  return [...bearerPart, ...schemes.others.map((scheme) => ['WWW-Authenticate', scheme] as const)];
}

function bearerChallenge(trust: TrustConfiguration, speaker: Speaker, invalidToken: boolean, withUri: boolean): string {
  return formatBearerChallenge({
    clientId: trust.serviceName,
    trustedIssuers: trust.challengeIssuers,
    offersTokenTypes: speaker.side === 'Cloud' || speaker.exchangeVersion !== '2013',
    authorizationUri: withUri ? trust.authorizationUri : undefined,
    invalidToken,
  });
}
