import type { PartnerApplication, TokenProfile } from '../directory/organization.js';
import type { Recipient } from '../directory/recipient.js';
import type { JudgedStep } from '../evidence/transaction.js';
import type { QualifiedId, ServiceAudience } from '../protocol/audience.js';
import type { Refusal } from '../protocol/diagnostics.js';
import { refuse } from '../protocol/diagnostics.js';
import type { ExchangeErrorName } from '../protocol/exchange-errors.js';
import type { Speaker } from '../protocol/exchange-version.js';
import type { ParsedToken } from '../protocol/token.js';
import type { TrustConfiguration, TrustedIssuer, UserClaims } from './trust.js';

/** What the judgement is about: the bearer token, the request it came with, and what the server trusts. */
export interface Case {
  readonly token: string;
  readonly scheme: 'https' | 'http';
  /** Host of the request with a non-default port; empty when the request named none. */
  readonly authority: string;
  readonly profiles: readonly TokenProfile[];
  readonly trust: TrustConfiguration;
  readonly speaker: Speaker;
  /** Milliseconds since 1970 by the lab's clock. */
  readonly now: number;
}

/** Kinds of token, in the words of Exchange's logs (facts/oauth-inbound §1.4 step 5). */
export type TokenKind = TokenProfile | 'V1ExchangeSelfIssued' | 'V1Callback';

/** What the steps have found out so far; each step may rely on what those before it found. */
export interface Findings {
  readonly kind?: TokenKind;
  /** The unsigned user context around the actor token. */
  readonly outerToken?: ParsedToken;
  /** The signed token: the actor token, or the only one. */
  readonly signedToken?: ParsedToken;
  readonly audience?: ServiceAudience;
  readonly issuer?: QualifiedId;
  readonly trustedIssuer?: TrustedIssuer;
  /** The application that asks, `appid@realm` taken apart. */
  readonly application?: QualifiedId;
  readonly partnerApplication?: PartnerApplication | undefined;
  readonly userClaims?: UserClaims;
  readonly user?: Recipient;
}

/** A step's outcome: go on with what it found, or a refusal; the detail says what was compared. */
export type StepOutcome =
  | { readonly refusal?: never; readonly detail: string; readonly found?: Findings; readonly lenient?: boolean }
  | { readonly refusal: Refusal; readonly detail: string };

/** One step of the judgement: a named pure function. */
export interface Step {
  readonly name: string;
  /** Where Exchange does it: a refusal at routing is worded in another header order (facts/oauth-inbound §2.1). */
  readonly place: 'module' | 'routing';
  check(subject: Case, found: Findings): StepOutcome;
}

/** How a judgement ended, with the record of its steps. */
export interface Judgement {
  readonly steps: readonly JudgedStep[];
  readonly found: Findings;
  readonly refusal?: Refusal;
  /** Where it was refused. */
  readonly place?: Step['place'];
}

export function goOn(detail: string, found: Findings = {}): StepOutcome {
  return { detail, found };
}

export function stop(detail: string, error: ExchangeErrorName, ...args: readonly string[]): StepOutcome {
  return { detail, refusal: refuse(error, ...args) };
}

/** The finding that an earlier step must have made; its absence is a mistake in the order of the pipeline. */
export function required<T>(finding: T | undefined, what: string): T {
  if (finding === undefined) throw new Error(`The pipeline asks for the ${what} before the step that finds it.`);
  return finding;
}
