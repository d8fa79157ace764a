import type { JudgedStep } from '../evidence/transaction.js';
import type { Case, Findings, Judgement, Step, TokenKind } from './judgement.js';
import { application } from './steps/application.js';
import { audience } from './steps/audience.js';
import { issuer } from './steps/issuer.js';
import { lifetime } from './steps/lifetime.js';
import { organization } from './steps/organization.js';
import { outerIssuer } from './steps/outer-issuer.js';
import { outerLifetime } from './steps/outer-lifetime.js';
import { outerRealm } from './steps/outer-realm.js';
import { profile } from './steps/profile.js';
import { readToken } from './steps/read-token.js';
import { realmAgreement } from './steps/realm-agreement.js';
import { signature } from './steps/signature.js';
import { tokenKind } from './steps/token-kind.js';
import { userClaims } from './steps/user-claims.js';
import { userLookup } from './steps/user-lookup.js';

/**
 * Exchange's order of checks (facts/oauth-inbound §1.4). The order is the fidelity: a foreign tenant's token for the
 * wrong host reports the host, a wrong issuer hides a bad signature, a bad signature hides expiry.
 */
const opening: readonly Step[] = [readToken, tokenKind, profile];
const signedToken: readonly Step[] = [audience, issuer, signature, lifetime, organization, application, realmAgreement];
const userContext: readonly Step[] = [outerIssuer, outerLifetime, userClaims, outerRealm];

/** What follows once the kind is known. A kind that is missing here is refused by `profile`. */
const continuations: Readonly<Partial<Record<TokenKind, readonly Step[]>>> = {
  S2SAppActAs: [...signedToken, ...userContext, userLookup],
  S2SAppOnly: signedToken,
};

/** Judges a bearer token. Never throws for anything a client can send. */
export function judge(subject: Case): Judgement {
  const steps: JudgedStep[] = [];
  let found: Findings = {};
  const queue: Step[] = [...opening];
  for (let step = queue.shift(); step; step = queue.shift()) {
    const outcome = step.check(subject, found);
    if (outcome.refusal) {
      steps.push({ name: step.name, verdict: 'failed', detail: outcome.detail });
      steps.push(...[...queue, ...continuationOf(step, found)].map(notReached));
      return { steps, found, refusal: outcome.refusal, place: step.place };
    }
    steps.push({ name: step.name, verdict: outcome.lenient ? 'lenient' : 'passed', detail: outcome.detail });
    found = { ...found, ...outcome.found };
    queue.push(...continuationOf(step, found));
  }
  return { steps, found };
}

/** The steps of the token's kind follow the last one that all kinds have in common. */
function continuationOf(step: Step, found: Findings): readonly Step[] {
  return step === profile && found.kind ? (continuations[found.kind] ?? []) : [];
}

function notReached(step: Step): JudgedStep {
  return { name: step.name, verdict: 'notReached', detail: '' };
}
