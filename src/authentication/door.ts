import type { IisLogEntry, JudgedStep } from '../evidence/transaction.js';
import { refuse, type WordedRefusal, wordRefusal } from '../protocol/diagnostics.js';
import { isExchangeClient } from '../protocol/exchange-clients.js';
import type { ExchangeErrorName } from '../protocol/exchange-errors.js';
import type { Speaker } from '../protocol/exchange-version.js';
import { type HeaderList, headerValue, headerValues } from '../protocol/wire.js';
import type { DirectoryAccess } from './directory-access.js';
import type { Findings, Judgement, Step, TokenPolicy } from './judgement.js';
import { judge } from './pipeline.js';
import type { TrustConfiguration, TrustedIssuer } from './trust.js';
import { type OfferedSchemes, type UnauthorizedHeaders, unauthorizedHeaders } from './unauthorized.js';

/** The OAuth door of a virtual directory, on-premises or in the cloud. */
export interface Door {
  readonly speaker: Speaker;
  /** NetBIOS name of the server. */
  readonly server: string;
  readonly trust: TrustConfiguration;
  readonly directory: DirectoryAccess;
  readonly schemes: OfferedSchemes;
  readonly policy: TokenPolicy;
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
  /** Where IIS itself let in or turned away, before Exchange's OAuth module was asked. */
  readonly iis?: IisLogEntry;
  readonly rejected?: {
    readonly status: 401 | 403 | 500;
    /** Reason phrase, where Exchange puts words there. */
    readonly statusText?: string | undefined;
    readonly headers: UnauthorizedHeaders;
    readonly refusal?: WordedRefusal;
    /** Why, for those who must do something about it: Exchange's name of the error, and whose token it was. */
    readonly cause?: { readonly error: ExchangeErrorName; readonly issuer: TrustedIssuer | undefined };
  };
}

/**
 * The Authorization header. Two of them are one value with a comma between (RFC 9110 §5.3; that ASP.NET hands it on like
 * that is inferred), and so no token: nobody in front of the server may have looked at the other one.
 */
export function authorizationOf({ headers }: Visitor): string {
  return headerValues(headers, 'authorization').join(', ').trim();
}

/** What stands behind `Bearer`, in any case and with or without a blank; undefined for another scheme. */
export function bearerToken(authorization: string): string | undefined {
  return /^bearer/i.test(authorization) ? authorization.slice('bearer'.length).trim() : undefined;
}

/** Takes the Authorization header as Exchange's OAuth module does (facts/oauth-inbound §1.4 steps 1–3). */
export function knock(visitor: Visitor, door: Door, now: number): Admission {
  const authorization = authorizationOf(visitor);
  const token = bearerToken(authorization);
  if (token === undefined || !door.schemes.bearer) return anonymous(authorization, visitor, door);
  if (token === '') return emptyBearer(visitor, door);
  const { scheme, authority } = visitor;
  const { server, policy, trust, directory, speaker } = door;
  const judgement = judge({ token, scheme, authority, server, policy, trust, directory, speaker, now });
  const { steps, found } = judgement;
  const rejected = rejectionOf(judgement, door);
  return rejected ? { steps, token, rejected } : { steps, token, admitted: found };
}

function rejectionOf({ refusal, failure, place, found }: Judgement, door: Door): Admission['rejected'] {
  if (failure) return { ...failure, headers: { moduleDiagnostics: [], challenge: [] } };
  if (!refusal) return undefined;
  const { rejected } = refused(wordRefusal(refusal, door.speaker), place ?? 'module', door);
  return { ...rejected, cause: { error: refusal.error, issuer: found.trustedIssuer } };
}

function refused(refusal: WordedRefusal, place: Step['place'], door: Door): Required<Pick<Admission, 'rejected'>> {
  // IIS adds its challenges to a 401, to nothing else.
  const schemes = refusal.httpStatus === 401 ? door.schemes : { ...door.schemes, others: [] };
  const headers = unauthorizedHeaders({ refusal, place }, schemes, door.trust, door.speaker);
  return { rejected: { status: refusal.httpStatus, statusText: refusal.statusText, headers, refusal } };
}

/**
 * The client asks what is trusted here. One that names its user in X-User-Identity, as Outlook does, learns that Modern
 * Authentication is off for him (facts/oauth-inbound §1.4 step 3); a capture quotes the domain, another the address.
 */
function emptyBearer({ headers }: Visitor, door: Door): Admission {
  const identity = headerValue(headers, 'x-user-identity')?.trim() ?? '';
  const domain = smtpDomain.exec(identity)?.[1] ?? '';
  if (domain === '' || !door.trust.refusesModernAuthentication(identity, door.policy.protocol)) {
    return plainChallenge(step('passed', 'An empty Bearer: the client asks what is trusted here.'), door);
  }
  const detail = `Modern Authentication is off for '${identity}', the user of X-User-Identity.`;
  const refusal = wordRefusal(refuse('FlightingNotEnabled', domain), door.speaker);
  return { steps: [step('failed', detail)], ...refused(refusal, 'module', door) };
}

const smtpDomain = /^[^\s@"<>()[\]\\,;:]+@((?:[a-z0-9-]+\.)+[a-z0-9-]+)$/i;

/**
 * Exchange's module does nothing without a bearer token; IIS then asks for what else is on (facts/oauth-inbound §2.2). The
 * lab is lenient with those who try it by hand, not with Exchange's clients: they never forget it, so somebody has dropped it.
 */
function anonymous(authorization: string, visitor: Visitor, door: Door): Admission {
  const missing = whyIgnored(authorization);
  const bare = authorization === '' && !isExchangeClient(headerValue(visitor.headers, 'user-agent') ?? '');
  const lenient = bare && door.schemes.bearer && door.anonymousChallenge === 'always';
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
  if (bearerToken(authorization) !== undefined) return 'OAuth is off on this virtual directory';
  return 'The Authorization header is no Bearer';
}

function plainChallenge(first: JudgedStep, door: Door): Admission {
  const headers = unauthorizedHeaders({}, door.schemes, door.trust, door.speaker);
  return { steps: [first], rejected: { status: 401, headers } };
}

function step(verdict: JudgedStep['verdict'], detail: string): JudgedStep {
  return { name: 'authorization header', verdict, detail };
}
