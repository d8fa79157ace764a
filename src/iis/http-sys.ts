import type { JudgedStep } from '../evidence/transaction.js';
import { headerValue, headerValues, pathOf, type WireRequest } from '../protocol/wire.js';
import { type HttpSysRejection, httpSysPage, unavailablePage } from './pages.js';
import type { Site, SiteAnswer, SiteRequest } from './site.js';

/** http.sys's default limit for one header field and for all of them (facts/ews-clients §5.1). */
const maxHeaderBytes = 16_384;

/** http.sys's default limit for a part of the path between slashes (UrlSegmentMaxLength). */
const maxSegmentLength = 260;

const hostForm = /^(?:\[[0-9a-f:.]+\]|[^\s/?#@[\]:\\<>"]+)(?::\d{1,5})?$/i;

/**
 * What http.sys refuses before IIS sees it; undefined when it lets the request through. `headBytes`: size of request line
 * and headers.
 */
export function httpSysRefusal(
  { headers, target, httpVersion }: WireRequest,
  headBytes: number,
  missingHost: 'judge' | 'httpSys',
): HttpSysRejection | undefined {
  if (headBytes > maxHeaderBytes) return 'requestTooLong';
  if (target.length > maxSegmentLength && hasLongSegment(pathOf(target))) return 'invalidUrl';
  if (headers.some(([name]) => endsInBlank(name))) return 'badRequest'; // RFC 9112 §5.1; Node 20.19 lets it pass
  const [host = '', ...more] = headerValues(headers, 'host');
  if (more.length > 0) return 'badRequest'; // RFC 9112 §3.2
  if (host === '') return missingHost === 'httpSys' && httpVersion !== '1.0' ? 'invalidHostname' : undefined;
  return hostForm.test(host) ? undefined : 'invalidHostname';
}

function hasLongSegment(path: string): boolean {
  return path.split('/').some((segment) => segment.length > maxSegmentLength);
}

function endsInBlank(name: string): boolean {
  const last = name.charCodeAt(name.length - 1);
  return last <= 0x20 || last === 0xa0;
}

/** The steps of an answer, opened by the leniency of design §2.2, which is always said; HTTP/1.0 may do without Host. */
export function withMissingHost(
  steps: readonly JudgedStep[],
  { headers, httpVersion }: SiteRequest,
  site: Site,
): readonly JudgedStep[] {
  const isLenient = site.missingHost === 'judge' && httpVersion !== '1.0' && !headerValue(headers, 'host');
  if (!isLenient) return steps;
  const detail =
    '[lab] HTTP/1.1 without a host name: http.sys would answer 400 Invalid Hostname, the lab lets it through (missingHost).';
  return [{ name: 'http.sys', verdict: 'lenient', detail }, ...steps];
}

/** What the journal keeps of a request that http.sys refused. */
export function httpSysAnswer(rejection: HttpSysRejection): SiteAnswer {
  return {
    response: httpSysPage(rejection),
    steps: [
      {
        name: 'http.sys',
        verdict: 'failed',
        detail: `http.sys refused the request: ${rejection}. Exchange never saw it.`,
      },
    ],
    iis: { httpError: { reason: reasons[rejection] } },
  };
}

/** The reasons in its error log (Microsoft KB 820729, "Error logging in HTTP APIs"). */
const reasons: Readonly<Record<HttpSysRejection, string>> = {
  badRequest: 'BadRequest',
  invalidHostname: 'Hostname',
  invalidUrl: 'URL',
  invalidVerb: 'Verb',
  requestTooLong: 'RequestLength',
};

/** The answer while the application pool of a request is down; AppOffline is the reason of a pool that failed (KB 820729). */
export function poolDownAnswer(pool: string): SiteAnswer {
  const detail = `http.sys answered: the application pool ${pool} is down. Exchange never saw the request.`;
  return {
    response: unavailablePage(),
    steps: [{ name: 'http.sys', verdict: 'failed', detail }],
    iis: { httpError: { reason: 'AppOffline', queueName: pool } },
  };
}
