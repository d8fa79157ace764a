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
  const { time, status, subStatus, win32Status, method, path, userAgent, userName, host, challenge, port } = record;
  const diagnosis = diagnose({
    ...{ time, status, subStatus, win32Status, method, path, userAgent, userName, host, diagnostics },
    scheme: port === 80 ? 'http' : port === 443 ? 'https' : undefined,
    authorization: isToken ? 'token' : record.authorization?.kind,
    token: token?.decoded,
    challenges: challenge === undefined ? undefined : [challenge],
  });
  const seen = { symptom: `The answer is ${status}`, causes: [], quoted: {} };
  return withoutGuesses(diagnosis && !diagnosis.normal ? diagnosis : seen, request, told);
}

/** What is missing in a log was not missing in the request. */
function withoutGuesses(failure: Failure, request: OAuthRequest, told: boolean): Failure {
  const { record, token, diagnostics } = request;
  if (diagnostics) return failure;
  const wrong =
    token === undefined || (token.cut && !token.decoded) ? tokenUnreadable : token.cut ? issuerFormWrong : undefined;
  const causes = failure.causes.filter((cause) => cause !== wrong);
  const why = token
    ? 'and the log has cut it'
    : `of which the log says nothing${told ? '' : '; it is the second of its conversation'}`;
  const isChanged = causes.length < failure.causes.length;
  const symptom = isChanged ? `A token is refused with ${record.status}, ${why}` : failure.symptom;
  if (record.host === '' && record.status === 401 && causes.length !== 1) {
    return { ...failure, symptom: `${symptom}; the request came without a host name`, causes: [hostHeaderMissing] };
  }
  return { ...failure, symptom: !isChanged && token?.cut ? `${symptom} (the log has cut the token)` : symptom, causes };
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
