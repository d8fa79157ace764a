import {
  parseQualifiedId,
  parseServiceAudience,
  parseUrlAudience,
  sameAuthority,
  sameText,
} from '../../protocol/audience.js';
import type { Claims } from '../../protocol/token.js';
import { stringClaim, timeClaim } from '../../protocol/token.js';
import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { DecodedToken } from '../decoded-token.js';
import type { Cause } from './cause.js';
import { audienceNotExchange } from './causes/audience-not-exchange.js';
import { audienceWithoutRealm } from './causes/audience-without-realm.js';
import { clockOff } from './causes/clock-off.js';
import { hostHeaderMissing } from './causes/host-header-missing.js';
import { hostRewritten } from './causes/host-rewritten.js';
import { issuerFormWrong } from './causes/issuer-form-wrong.js';
import { realmsDiffer } from './causes/realms-differ.js';
import { sslOffloading } from './causes/ssl-offloading.js';
import { tokenExpired } from './causes/token-expired.js';
import { tokenStructureWrong } from './causes/token-structure-wrong.js';
import { tokenVersionUnknown } from './causes/token-version-unknown.js';
import type { Observation } from './observation.js';

/** Something in a token that does not fit the request it came with. */
export interface Mismatch {
  readonly cause: Cause;
  /** Both values, in a sentence. */
  readonly seen: string;
}

/** Clocks may differ by so much (facts/oauth-inbound §5). */
const toleranceMs = 5 * 60_000;

/**
 * Compares a token with its request, in Exchange's order: audience, issuer, lifetime (facts/oauth-inbound §1.4). What can be
 * seen without the server's configuration only: whether the issuer is trusted and the signature right, it can't.
 */
export function compareToken(token: DecodedToken, observation: Observation): readonly Mismatch[] {
  const { actorToken } = token;
  return [
    ...structure(token),
    ...(actorToken ? audience(actorToken.claims, observation) : []),
    ...(actorToken ? issuer(actorToken.claims) : []),
    ...(actorToken ? lifetime(actorToken.claims, observation, 'actor token') : []),
    ...(actorToken ? [] : audience(token.claims, observation)),
    ...issuer(token.claims),
    ...lifetime(token.claims, observation, 'token'),
  ];
}

function structure({ claims, signed, actorToken }: DecodedToken): Mismatch[] {
  const version = stringClaim(claims, 'ver');
  if (version !== undefined && /^\d/.test(version) && version !== '1.0') {
    return [{ cause: tokenVersionUnknown, seen: `ver of the token is ${version}.` }];
  }
  if (!actorToken) return [];
  if (!actorToken.signed) return [{ cause: tokenStructureWrong, seen: 'The actor token is not signed.' }];
  return signed ? [{ cause: tokenStructureWrong, seen: 'The outer token is signed.' }] : [];
}

function audience(claims: Claims, { host, scheme }: Observation): Mismatch[] {
  const written = stringClaim(claims, 'aud');
  if (written === undefined) return [];
  const url = parseUrlAudience(written);
  if (url) return urlAudience(url, written, { host, scheme });
  const service = parseServiceAudience(written);
  if (!service || !sameText(service.applicationId, exchangeApplicationId)) {
    return [{ cause: audienceNotExchange, seen: `The audience of the token is ${written}.` }];
  }
  const found: Mismatch[] = [];
  if (host === '') found.push(withoutHost(service.host));
  else if (host !== undefined && !sameAuthority(service.host, usualPortLeftOut(host))) {
    found.push({ cause: hostRewritten, seen: `The token is for ${service.host}, the request came for ${host}.` });
  }
  if (service.realm === '') found.push({ cause: audienceWithoutRealm, seen: `The audience is ${written}.` });
  return found;
}

function urlAudience(
  url: { readonly scheme: string; readonly authority: string },
  written: string,
  { host, scheme }: Pick<Observation, 'host' | 'scheme'>,
): Mismatch[] {
  if (host === '') return [withoutHost(url.authority)];
  if (host !== undefined && !sameAuthority(url.authority, usualPortLeftOut(host))) {
    return [{ cause: hostRewritten, seen: `The token is for ${written}, the request came for ${host}.` }];
  }
  if (scheme === undefined || scheme === url.scheme) return [];
  return [{ cause: sslOffloading, seen: `The token is for ${written}, the request came by ${scheme}.` }];
}

/** In the forms Exchange knows an issuer is id@realm or a URL; audience and issuer name the same realm. */
function issuer(claims: Claims): Mismatch[] {
  const written = stringClaim(claims, 'iss');
  if (written === undefined) return [{ cause: issuerFormWrong, seen: 'The token names no issuer.' }];
  const id = parseQualifiedId(written);
  if (!id) return URL.canParse(written) ? [] : [{ cause: issuerFormWrong, seen: `The issuer is ${written}.` }];
  const realm = parseServiceAudience(stringClaim(claims, 'aud') ?? '')?.realm;
  if (realm === undefined || realm === '' || sameText(realm, id.realm)) return [];
  return [{ cause: realmsDiffer, seen: `The issuer's realm is ${id.realm}, the audience's ${realm}.` }];
}

function lifetime(claims: Claims, { time }: Observation, which: string): Mismatch[] {
  const [from, until] = [timeClaim(claims, 'nbf'), timeClaim(claims, 'exp')];
  if (time === undefined) return [];
  if (until !== undefined && until * 1000 + toleranceMs < time) {
    return [
      {
        cause: tokenExpired,
        seen: `The ${which} expired ${isoTime(until)}, the request came ${isoTime(time / 1000)}.`,
      },
      { cause: clockOff, seen: `The ${which} expired ${isoTime(until)}.` },
    ];
  }
  if (from === undefined || from * 1000 - toleranceMs <= time) return [];
  const seen = `The ${which} is good from ${isoTime(from)}, the request came ${isoTime(time / 1000)}.`;
  return [{ cause: clockOff, seen }];
}

function isoTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace('.000Z', 'Z');
}

function withoutHost(expected: string): Mismatch {
  return { cause: hostHeaderMissing, seen: `The token is for ${expected}, the request came without a Host header.` };
}

function usualPortLeftOut(host: string): string {
  return host.replace(/:(?:443|80)$/, '');
}
