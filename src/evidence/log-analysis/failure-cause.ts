import { ewsPoolCrashes } from '../knowledge/causes/ews-pool-crashes.js';
import { hostHeaderMissing } from '../knowledge/causes/host-header-missing.js';
import { issuerFormWrong } from '../knowledge/causes/issuer-form-wrong.js';
import { tokenUnreadable } from '../knowledge/causes/token-unreadable.js';
import { diagnose } from '../knowledge/diagnose.js';
import type { Diagnosis } from '../knowledge/observation.js';
import type { LogRecord } from '../log-reading/log-record.js';
import type { OAuthRequest } from './oauth-request.js';

type Failure = Pick<Diagnosis, 'symptom' | 'causes' | 'quoted'>;

/** Why a request failed, as far as its line tells. `told`: the log shows what was sent. */
export function failureOf(request: OAuthRequest, told: boolean): Failure {
  const { record, token, diagnostics } = request;
  if (record.kind === 'httpErr') return failureInHttpErr(record);
  const isToken = record.authorization?.kind === 'token' || !told;
  const { time, status, subStatus, win32Status, method, path, userAgent, host, challenge, port } = record;
  const diagnosis = diagnose({
    ...{ time, status, subStatus, win32Status, method, path, userAgent, host, diagnostics },
    scheme: port === 80 ? 'http' : port === 443 ? 'https' : undefined,
    authorization: isToken ? 'token' : record.authorization?.kind,
    token: token?.decoded,
    challenges: challenge === undefined ? undefined : [challenge],
  });
  const seen = { symptom: `The answer is ${status}`, causes: [], quoted: {} };
  return withoutGuesses(diagnosis && !diagnosis.normal ? diagnosis : seen, request, told);
}

/** What is missing in a log was not missing in the request. */
function withoutGuesses(failure: Failure, { record, token }: OAuthRequest, told: boolean): Failure {
  const { status } = record;
  const { causes } = failure;
  if (token === undefined && causes.includes(tokenUnreadable)) {
    const why = told ? '' : ', the second 401 of its conversation';
    return {
      ...failure,
      symptom: `A token is refused with ${status}${why}; the log has neither the token nor the reason`,
      causes: causes.filter((cause) => cause !== tokenUnreadable),
    };
  }
  if (!token?.cut) return failure;
  const isNotThere = token.decoded === undefined ? tokenUnreadable : issuerFormWrong;
  return {
    ...failure,
    symptom: `A token, cut in the log, is refused with ${status}`,
    causes: causes.filter((cause) => cause !== isNotThere),
  };
}

/** Reasons of HTTP.sys: a request without a host name, or no worker process (Microsoft KB 820729). */
function failureInHttpErr({ status, reason = '' }: LogRecord): Failure {
  const answer = status === undefined ? 'breaks off the connection' : `answers ${status}`;
  const symptom = `HTTP.sys ${answer} before Exchange sees the request: ${reason}`;
  if (/^Hostname$/i.test(reason)) return { symptom, causes: [hostHeaderMissing], quoted: {} };
  const isPool = /^(?:AppOffline|AppPoolTimer|AppShutdown|Disabled|QueueFull|N\/A|Connection_Abandoned_By\w*)$/i.test(
    reason,
  );
  return { symptom, causes: isPool ? [ewsPoolCrashes] : [], quoted: {} };
}
