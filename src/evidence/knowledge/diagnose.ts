import { parseBearerChallenge } from '../../protocol/bearer-challenge.js';
import { isExchangeClient } from '../../protocol/exchange-clients.js';
import type { Cause } from './cause.js';
import { authServerKeysStale } from './causes/auth-server-keys-stale.js';
import { authorizationHeaderDropped } from './causes/authorization-header-dropped.js';
import { hostHeaderMissing } from './causes/host-header-missing.js';
import { hostRewritten } from './causes/host-rewritten.js';
import { partnerApplicationDisabled } from './causes/partner-application-disabled.js';
import { preAuthentication } from './causes/pre-authentication.js';
import { sslOffloading } from './causes/ssl-offloading.js';
import { tenantNotTrusted } from './causes/tenant-not-trusted.js';
import { tokenUnreadable } from './causes/token-unreadable.js';
import { userNotFound } from './causes/user-not-found.js';
import { compareToken } from './compare-token.js';
import { diagnoseRefusal } from './diagnose-refusal.js';
import type { Diagnosis, Observation } from './observation.js';
import { causesOfStatus, dauthCauses } from './status-causes.js';
import { tokenNames } from './token-names.js';

const dauthClient = /^TestOrganizationRelationship\//i;
const dauthPath = /\/wssecurity(?:\/|$)/i;

/**
 * What one request means: a failure with its causes, or that nothing is wrong. Undefined where it has nothing to do with
 * OAuth between the halves of a hybrid: no sign of a token, no challenge, no client of Exchange's.
 */
export function diagnose(observation: Observation): Diagnosis | undefined {
  const { status, diagnostics, token } = observation;
  if (diagnostics) return withNames(diagnoseRefusal(diagnostics, observation), observation);
  if (isDauth(observation)) return diagnoseDauth(observation);
  if (!concernsOAuth(observation)) return undefined;
  if (status !== undefined && status >= 200 && status < 300) return withNames(success(observation), observation);
  if (status === 401 && isFirst401(observation))
    return normal('The normal first 401: the challenge that a token answers');
  if (status === 401 && observation.authorization === 'none') {
    return failure('A client that always sends a Bearer has come without', [authorizationHeaderDropped]);
  }
  if (token || observation.authorization === 'token') return withNames(diagnoseToken(observation), observation);
  return status === undefined ? undefined : diagnoseStatus(observation);
}

function concernsOAuth({ authorization, token, challenges, userAgent = '' }: Observation): boolean {
  if (token || authorization === 'token' || authorization === 'emptyBearer') return true;
  if (isExchangeClient(userAgent)) return true;
  return authorization === undefined && challenges !== undefined;
}

function isDauth({ path = '', userAgent = '', authorization }: Observation): boolean {
  if (authorization === 'token' || authorization === 'emptyBearer') return false;
  return dauthPath.test(path) && (isExchangeClient(userAgent) || dauthClient.test(userAgent));
}

function diagnoseDauth({ status = 0 }: Observation): Diagnosis | undefined {
  if (status >= 200 && status < 300) return normal('A request of DAuth (WS-Security), not OAuth, and accepted');
  if (status < 400) return undefined;
  const symptom = `A request of DAuth (WS-Security), not OAuth, is answered with ${status}`;
  return { symptom, normal: false, causes: dauthCauses, quoted: {} };
}

/**
 * The first request carries an empty Bearer and is answered with a challenge (facts/oauth-inbound §2.2). Where nobody
 * logged Authorization, a 401 to a client of Exchange's is taken for that one: what follows it decides.
 */
function isFirst401({ authorization, token, challenges }: Observation): boolean {
  if (token || authorization === 'token') return false;
  if (challenges === undefined) return true;
  const challenge = challenges.find((value) => parseBearerChallenge(value));
  return challenge !== undefined && !/\berror\s*=/i.test(challenge);
}

function normal(symptom: string): Diagnosis {
  return { symptom, normal: true, causes: [], quoted: {} };
}

function success({ status, token, authorization }: Observation): Diagnosis {
  const accepted = token || authorization === 'token' ? 'The token was accepted' : 'The request was accepted';
  return normal(`${accepted}: HTTP ${status}`);
}

/** What can be seen of the token alone; the rest only the server's configuration tells. */
function diagnoseToken(observation: Observation): Diagnosis {
  const { token, status } = observation;
  const answered = status === undefined ? 'A token' : `A token was answered with ${status}`;
  if (!token) return failure(`${answered}, without diagnostics; the token can't be read`, unreadToken(observation));
  const mismatches = compareToken(token, observation);
  const [first] = mismatches;
  if (first)
    return failure(
      `${answered}. ${first.seen}`,
      mismatches.map(({ cause }) => cause),
    );
  if (status === undefined) return normal('A token in which nothing is wrong that can be seen without the server');
  const fits = 'audience, issuer and lifetime fit the request as far as it was recorded';
  return failure(`${answered}, without diagnostics; ${fits}`, causesAt(observation));
}

/** Nobody recorded it whole, or it is none. */
function unreadToken(observation: Observation): readonly Cause[] {
  const { status } = observation;
  if (status === undefined) return [tokenUnreadable];
  return status === 401 ? [...causesAt(observation), tokenUnreadable] : causesAt(observation);
}

/** A 401 with a Bearer challenge is Exchange's refusal, whose reason was not recorded: what can't be seen is left. */
function causesAt(observation: Observation): readonly Cause[] {
  const { status, challenges, host } = observation;
  if (status !== 401) return causesOfStatus(observation);
  const unseen = host === undefined ? [hostRewritten, hostHeaderMissing, sslOffloading] : [];
  const hidden = [tenantNotTrusted, authServerKeysStale, userNotFound, partnerApplicationDisabled, ...unseen];
  if (challenges?.some((value) => parseBearerChallenge(value))) return hidden;
  return challenges === undefined ? [...hidden, preAuthentication] : causesOfStatus(observation);
}

function diagnoseStatus(observation: Observation): Diagnosis {
  const { status, challenges } = observation;
  const bearer = challenges?.some((value) => parseBearerChallenge(value));
  if (status === 401 && bearer) {
    return failure(
      'Exchange refuses a token with 401, and its reason (x-ms-diagnostics) is not there',
      causesAt(observation),
    );
  }
  const without = status === 401 ? ' without a Bearer challenge and without diagnostics' : ', without diagnostics';
  return failure(`The answer is ${status}${without}`, causesOfStatus(observation));
}

function failure(symptom: string, causes: readonly Cause[]): Diagnosis {
  return { symptom, normal: false, causes: [...new Set(causes)], quoted: {} };
}

function withNames(diagnosis: Diagnosis, { token, host }: Observation): Diagnosis {
  const requested = host === undefined || host === '' ? {} : { requestHost: host };
  return { ...diagnosis, quoted: { ...requested, ...(token ? tokenNames(token) : {}), ...diagnosis.quoted } };
}
