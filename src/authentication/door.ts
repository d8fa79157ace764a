import type { TokenProfile } from '../directory/organization.js';
import type { JudgedStep } from '../evidence/transaction.js';
import { type WordedRefusal, wordRefusal } from '../protocol/diagnostics.js';
import type { Speaker } from '../protocol/exchange-version.js';
import { type HeaderList, headerValues } from '../protocol/wire.js';
import type { Findings } from './judgement.js';
import { judge } from './pipeline.js';
import type { TrustConfiguration } from './trust.js';
import { type OfferedSchemes, type UnauthorizedHeaders, unauthorizedHeaders } from './unauthorized.js';

/** The OAuth door of a virtual directory, on-premises or in the cloud. */
export interface Door {
  readonly speaker: Speaker;
  readonly trust: TrustConfiguration;
  readonly schemes: OfferedSchemes;
  readonly profiles: readonly TokenProfile[];
  /** `always`: a request without Authorization gets the Bearer challenge too, the lab's leniency of design §2.2. */
  readonly anonymousChallenge: 'always' | 'whenOffered';
}

/** A request before the door. */
export interface Visitor {
  readonly headers: HeaderList;
  readonly scheme: 'https' | 'http';
  readonly authority: string;
}

/** What came of it: let in with what was found out about the caller, or turned away with the headers of a refusal. */
export interface Admission {
  readonly steps: readonly JudgedStep[];
  readonly token?: string | undefined;
  readonly admitted?: Findings;
  readonly rejected?: {
    readonly status: 401 | 403 | 500;
    readonly headers: UnauthorizedHeaders;
    readonly refusal?: WordedRefusal;
  };
}

/**
 * Takes the Authorization header as Exchange's OAuth module does (facts/oauth-inbound §1.4 steps 1–3). Two of them are one
 * value with a comma between (RFC 9110 §5.3; that ASP.NET hands it on like that is inferred), and so no token: nobody in
 * front of the server may have looked at the other one.
 */
export function knock(visitor: Visitor, door: Door, now: number): Admission {
  const authorization = headerValues(visitor.headers, 'authorization').join(', ').trim();
  const bearer = /^bearer/i.test(authorization);
  if (!bearer || !door.schemes.bearer) return anonymous(authorization, door);
  const token = authorization.slice('bearer'.length).trim();
  if (token === '')
    return plainChallenge(step('passed', 'An empty Bearer: the client asks what is trusted here.'), door);
  const { scheme, authority } = visitor;
  const { profiles, trust, speaker } = door;
  const judgement = judge({ token, scheme, authority, profiles, trust, speaker, now });
  if (!judgement.refusal) return { steps: judgement.steps, token, admitted: judgement.found };
  const refusal = wordRefusal(judgement.refusal, speaker);
  const headers = unauthorizedHeaders({ refusal, place: judgement.place }, door.schemes, trust, speaker);
  return { steps: judgement.steps, token, rejected: { status: refusal.httpStatus, headers, refusal } };
}

/** Exchange's module does nothing without a bearer token; IIS then asks for what else is on (facts/oauth-inbound §2.2). */
function anonymous(authorization: string, door: Door): Admission {
  const missing = whyIgnored(authorization);
  const lenient = authorization === '' && door.schemes.bearer && door.anonymousChallenge === 'always';
  if (lenient) {
    const detail = `[lab] ${missing}: a real server asks for Bearer only when the client offers an empty one; the lab does it anyway (anonymousChallenge).`;
    return plainChallenge(step('lenient', detail), door);
  }
  const schemes = { ...door.schemes, bearer: false };
  const headers = unauthorizedHeaders({}, schemes, door.trust, door.speaker);
  return { steps: [step('passed', `${missing}: the OAuth module does nothing.`)], rejected: { status: 401, headers } };
}

function whyIgnored(authorization: string): string {
  if (authorization === '') return 'No Authorization header';
  if (/^bearer/i.test(authorization)) return 'OAuth is off on this virtual directory';
  return 'The Authorization header is no Bearer';
}

function plainChallenge(first: JudgedStep, door: Door): Admission {
  const headers = unauthorizedHeaders({}, door.schemes, door.trust, door.speaker);
  return { steps: [first], rejected: { status: 401, headers } };
}

function step(verdict: JudgedStep['verdict'], detail: string): JudgedStep {
  return { name: 'authorization header', verdict, detail };
}
