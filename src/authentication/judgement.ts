import type { PartnerApplication } from '../directory/organization.js';
import type { Recipient } from '../directory/recipient.js';
import type { JudgedStep } from '../evidence/transaction.js';
import type { QualifiedId, ServiceAudience } from '../protocol/audience.js';
import type { Refusal } from '../protocol/diagnostics.js';
import { refuse } from '../protocol/diagnostics.js';
import type { ExchangeErrorName } from '../protocol/exchange-errors.js';
import type { Speaker } from '../protocol/exchange-version.js';
import type { ParsedToken } from '../protocol/token.js';
import type { TokenKind, TokenProfile } from '../protocol/token-kind.js';
import type { DirectoryAccess } from './directory-access.js';
import type { TrustConfiguration, TrustedIssuer, UserClaims } from './trust.js';

/** What the judgement is about: the bearer token, the request it came with, and what the server trusts. */
export interface Case {
  readonly token: string;
  readonly scheme: 'https' | 'http';
  /** Host of the request with a non-default port; empty when the request named none. */
  readonly authority: string;
  /** NetBIOS name of the server that judges. */
  readonly server: string;
  readonly policy: TokenPolicy;
  readonly trust: TrustConfiguration;
  readonly directory: DirectoryAccess;
  readonly speaker: Speaker;
  /** Milliseconds since 1970 by the lab's clock. */
  readonly now: number;
}

/** What a virtual directory takes: `OAuthHttpModule.*` of its web.config (facts/oauth-outbound-admin §5.5). */
export interface TokenPolicy {
  readonly protocol: 'ews' | 'autodiscover';
  readonly profiles: readonly TokenProfile[];
  /** Separated by `|`; `*` for all. */
  readonly v1AppScopes: string;
  readonly v1AppRoles: string;
}

/** What the steps have found out so far; each step may rely on what those before it found. */
export interface Findings {
  readonly kind?: TokenKind;
  /** The unsigned user context around the actor token. */
  readonly outerToken?: ParsedToken;
  /** The signed token: the actor token, or the only one. Until the kind is told, the token as it came. */
  readonly signedToken?: ParsedToken;
  /** Audience of a server-to-server token. */
  readonly audience?: ServiceAudience;
  /** The realm whose organisation is meant: that of the audience, or the tenant of a V1 token; empty when it names none. */
  readonly realm?: string;
  readonly issuer?: QualifiedId;
  readonly trustedIssuer?: TrustedIssuer;
  /** The application that asks, `appid@realm` taken apart. */
  readonly application?: QualifiedId;
  readonly partnerApplication?: PartnerApplication | undefined;
  /** Management roles of the account it links to; left out where it links to none. */
  readonly applicationRoles?: ReadonlySet<string>;
  readonly userClaims?: UserClaims;
  readonly user?: Recipient;
  /** What a V1 token grants: `scp` or `roles`, as far as the virtual directory takes them. */
  readonly grants?: readonly string[];
  /** The item that a callback token is for; all of the mailbox when left out. */
  readonly itemScope?: string | undefined;
}

/** A step's outcome: go on with what it found, or a refusal; the detail says what was compared. */
export type StepOutcome =
  | {
      readonly refusal?: never;
      readonly failure?: never;
      readonly detail: string;
      readonly found?: Findings;
      readonly lenient?: boolean;
    }
  | StepRefusal
  | { readonly refusal?: never; readonly failure: PlainFailure; readonly detail: string };

/** Refused with an error of the catalogue. */
export interface StepRefusal {
  readonly refusal: Refusal;
  readonly failure?: never;
  readonly detail: string;
}

/** A request that ends without words in x-ms-diagnostics (facts/oauth-inbound §1.4, Status codes). */
export interface PlainFailure {
  readonly status: 403 | 500;
  readonly statusText?: string;
}

/** One step of the judgement: a named pure function. */
export interface Step {
  readonly name: string;
  /** Where Exchange does it: a refusal at routing is worded in another header order (facts/oauth-inbound §2.1). */
  readonly place: 'module' | 'routing';
  /**
   * Its outcome depends on the time or on the directory, not on token, request, policy and trust alone. Where this is
   * forgotten, a verdict outlives its cause.
   */
  readonly varies?: true;
  check(subject: Case, found: Findings): StepOutcome;
}

/** How a judgement ended, with the record of its steps. */
export interface Judgement {
  readonly steps: readonly JudgedStep[];
  readonly found: Findings;
  readonly refusal?: Refusal;
  readonly failure?: PlainFailure;
  /** Where it was refused. */
  readonly place?: Step['place'];
}

export function goOn(detail: string, found?: Findings): StepOutcome {
  return found ? { detail, found } : { detail };
}

export function stop(detail: string, error: ExchangeErrorName, ...args: readonly string[]): StepRefusal {
  return { detail, refusal: refuse(error, ...args) };
}

export function fail(detail: string, failure: PlainFailure): StepOutcome {
  return { detail, failure };
}

/** The finding that an earlier step must have made; its absence is a mistake in the order of the pipeline. */
export function required<T>(finding: T | undefined, what: string): T {
  if (finding === undefined) throw new Error(`The pipeline asks for the ${what} before the step that finds it.`);
  return finding;
}
