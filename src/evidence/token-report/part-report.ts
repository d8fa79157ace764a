import { parseServiceAudience } from '../../protocol/audience.js';
import { nameOfId } from '../../protocol/known-ids.js';
import { type Claim, type Claims, stringClaim, timeClaim } from '../../protocol/token.js';
import { meaningOfClaim, meaningOfHeader } from './claim-meanings.js';
import type { Meaning } from './meaning.js';
import { distanceOf, isoTime } from './moments.js';
import type { Check, CheckVerdict, ClaimReport, PartName } from './token-report.js';

/** Claims that hold a moment. */
const moments: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat', 'auth_time']);
/** Claims that hold the id of an application or an issuer. */
const ids: ReadonlySet<string> = new Set([
  ...['iss', 'aud', 'nameid', 'identityprovider', 'appid', 'azp', 'client_id', 'clientappid', 'appctxsender'],
]);

/** The claims of one token, each explained, in its order. */
export function reportClaims(
  claims: Claims,
  part: PartName,
  checks: readonly Check[],
  now: number,
): readonly ClaimReport[] {
  return Object.entries(claims).map(([name, value]) => ({
    ...explained(name, value, meaningOfClaim(name)),
    ...(ids.has(name) && typeof value === 'string' ? { named: nameFor(value) } : {}),
    ...(moments.has(name) ? { time: momentOf(claims, name, now) } : {}),
    ...verdictOf(checks.filter((check) => check.part === part && check.claim === name)),
  }));
}

export function reportHeader(header: Claims, part: PartName, checks: readonly Check[]): readonly ClaimReport[] {
  return Object.entries(header).map(([name, value]) => ({
    ...explained(name, value, meaningOfHeader(name)),
    ...verdictOf(checks.filter((check) => check.part === part && check.claim === name)),
  }));
}

function explained(name: string, value: Claim, meaning: Meaning | undefined): ClaimReport {
  return { name, value, meaning: meaning?.what, setBy: meaning?.setBy, source: meaning?.source };
}

function nameFor(value: string): string | undefined {
  const name = nameOfId(value);
  const host = parseServiceAudience(value)?.host;
  return host === undefined || name === undefined ? name : `${name}, on ${host}`;
}

function momentOf(claims: Claims, name: string, now: number): ClaimReport['time'] {
  const seconds = timeClaim(claims, name);
  const utc = seconds === undefined ? undefined : isoTime(seconds * 1000);
  return seconds === undefined || utc === undefined ? undefined : { utc, distance: distanceOf(seconds * 1000, now) };
}

/** The worst that is said of a claim. */
function verdictOf(checks: readonly Check[]): Pick<ClaimReport, 'verdict' | 'remark'> {
  const failed = checks.find(({ verdict }) => verdict === 'failed');
  if (failed) return { verdict: 'failed', remark: failed.detail };
  const verdict: CheckVerdict | undefined = checks.some((check) => check.verdict === 'notJudged')
    ? 'notJudged'
    : checks[0]?.verdict;
  return verdict === undefined ? {} : { verdict };
}

/** The certificate that the header names, as a thumbprint. */
export function signerOf(header: Claims): string | undefined {
  return stringClaim(header, 'x5t') ?? stringClaim(header, 'kid');
}
