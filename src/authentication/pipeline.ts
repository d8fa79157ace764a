import type { JudgedStep } from '../evidence/transaction.js';
import type { TokenKind } from '../protocol/token-kind.js';
import type { Case, Findings, Judgement, Step, StepOutcome } from './judgement.js';
import { type Outcomes, outcomesOf, type Said, sameAsBefore } from './outcomes.js';
import { appContext } from './steps/app-context.js';
import { application } from './steps/application.js';
import { audience } from './steps/audience.js';
import { autodiscoverGrant } from './steps/autodiscover-grant.js';
import { eitherAudience } from './steps/either-audience.js';
import { issuer } from './steps/issuer.js';
import { lifetime } from './steps/lifetime.js';
import { linkedAccount } from './steps/linked-account.js';
import { mailboxVersion } from './steps/mailbox-version.js';
import { organization } from './steps/organization.js';
import { outerIssuer } from './steps/outer-issuer.js';
import { outerLifetime } from './steps/outer-lifetime.js';
import { outerRealm } from './steps/outer-realm.js';
import { ownCertificate } from './steps/own-certificate.js';
import { ownIssuer } from './steps/own-issuer.js';
import { profile } from './steps/profile.js';
import { readToken } from './steps/read-token.js';
import { realmAgreement } from './steps/realm-agreement.js';
import { roles, supportedCall } from './steps/roles.js';
import { scopes } from './steps/scopes.js';
import { selfIssuedUser } from './steps/self-issued-user.js';
import { signature } from './steps/signature.js';
import { tenant } from './steps/tenant.js';
import { tokenKind } from './steps/token-kind.js';
import { urlAudience } from './steps/url-audience.js';
import { urlIssuer } from './steps/url-issuer.js';
import { userClaims } from './steps/user-claims.js';
import { userLookup } from './steps/user-lookup.js';
import { v1Application } from './steps/v1-application.js';
import { v1User } from './steps/v1-user.js';

/**
 * Exchange's order of checks (facts/oauth-inbound §1.4): Audience, Issuer, Signature, Lifetime, Organization, Application,
 * User. The order is the fidelity: a foreign tenant's token for the wrong host reports the host, a wrong issuer hides a bad
 * signature, a bad signature hides expiry; in an act-as token the actor token goes through all of it first.
 */
const opening: readonly Step[] = [readToken, tokenKind, profile];
const serviceToken = [audience, issuer, signature, lifetime, organization, application, realmAgreement];
const userContext = [outerIssuer, outerLifetime, userClaims, outerRealm];
const routing = [userLookup, mailboxVersion];
const v1Token = [urlAudience, urlIssuer, signature, lifetime, tenant];
const ownToken = [ownIssuer, ownCertificate, signature, lifetime, organization];

/** What follows once the kind is known. */
const continuations: Readonly<Record<TokenKind, readonly Step[]>> = {
  S2SAppActAs: [...serviceToken, ...userContext, linkedAccount, ...routing],
  S2SAppOnly: [...serviceToken, linkedAccount],
  AppAssertedUserV1: [...v1Token, v1Application, ...userContext, linkedAccount, ...routing],
  V1AppActAs: [...v1Token, scopes, autodiscoverGrant, v1User, ...routing],
  V1AppOnly: [...v1Token, roles, supportedCall],
  V1IdToken: [...v1Token, autodiscoverGrant, v1User, ...routing],
  Callback: [audience, ...ownToken, appContext, autodiscoverGrant, ...routing],
  V1Callback: [eitherAudience, ...ownToken, appContext, autodiscoverGrant, ...routing],
  V1ExchangeSelfIssued: [eitherAudience, ...ownToken, selfIssuedUser, ...routing],
};

/** Judges a bearer token. Never throws for anything a client can send. */
export function judge(subject: Case): Judgement {
  const judging: Judging = { subject, found: {}, steps: [], known: undefined };
  const ended = walk(opening, judging);
  const { found, steps } = judging;
  const continuation = found.kind ? continuations[found.kind] : [];
  if (!ended) return walk(continuation, judging) ?? { steps: sameAsBefore(steps, judging.known), found };
  const reached = steps.at(-1)?.name === profile.name; // the kind is told before the profile is asked
  if (reached) steps.push(...continuation.map(notReached));
  return ended;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** A judgement under way. */
interface Judging {
  readonly subject: Case;
  readonly found: Mutable<Findings>;
  readonly steps: JudgedStep[];
  /** What was said of the same token before. */
  known: Outcomes | undefined;
}

/** Takes the steps in turn, adding to what was found and to the record; undefined when all of them passed. */
function walk(list: readonly Step[], judging: Judging): Judgement | undefined {
  const { found, steps } = judging;
  for (const step of list) {
    const said = ask(step, judging);
    const { outcome } = said;
    steps.push(said.judged);
    const { refusal, failure } = outcome;
    if (refusal ?? failure) {
      for (const other of list.slice(list.indexOf(step) + 1)) steps.push(notReached(other));
      return { steps, found, place: step.place, ...(refusal ? { refusal } : { failure }) };
    }
    if (outcome.found) Object.assign(found, outcome.found);
    if (step === readToken && found.signedToken) {
      judging.known = outcomesOf(found.signedToken, judging.subject);
      steps[0] = remember(step, said, judging.known).judged;
    }
  }
  return undefined;
}

/** What the step says; of a token that came before only where it can say something else. */
function ask(step: Step, { subject, found, known }: Judging): Said {
  const before = known?.said.get(step);
  if (before && !step.varies) return before;
  const outcome = step.check(subject, found);
  const judged = { name: step.name, verdict: verdictOf(outcome), detail: outcome.detail };
  return remember(step, { outcome, judged }, known);
}

/** Keeps what was said; who says the same as before stands in the record as before. */
function remember(step: Step, said: Said, known: Outcomes | undefined): Said {
  if (!known) return said;
  const before = known.said.get(step)?.judged;
  if (before && before.verdict === said.judged.verdict && before.detail === said.judged.detail)
    return { outcome: said.outcome, judged: before };
  known.said.set(step, said);
  return said;
}

function verdictOf(outcome: StepOutcome): JudgedStep['verdict'] {
  if (outcome.refusal ?? outcome.failure) return 'failed';
  return outcome.lenient ? 'lenient' : 'passed';
}

function notReached(step: Step): JudgedStep {
  return { name: step.name, verdict: 'notReached', detail: '' };
}
