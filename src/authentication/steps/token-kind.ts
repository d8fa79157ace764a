import {
  isReadable,
  isUnsecured,
  isUnsigned,
  type ParsedToken,
  parseToken,
  stringClaim,
} from '../../protocol/token.js';
import { goOn, required, type Step, type StepOutcome, stop, type TokenKind } from '../judgement.js';

/**
 * Which kind of token it is: the first match of facts/oauth-inbound §1.4 step 5. In an act-as token the actor token must
 * be signed and the user context around it must not be, in that order.
 */
export const tokenKind: Step = {
  name: 'token kind',
  place: 'module',
  check(_, found) {
    const token = required(found.signedToken, 'token');
    const version = stringClaim(token.claims, 'ver');
    if (version !== undefined) return versionedKind(token, version);
    const actorToken = stringClaim(token.claims, 'actortoken');
    if (actorToken !== undefined) return actAs(token, actorToken);
    if (stringClaim(token.claims, 'appctx') !== undefined) return kind('Callback', 'claim appctx');
    return kind('S2SAppOnly', 'neither ver, actortoken nor appctx');
  },
};

/** Claims that tell the kinds of version 1.0 apart, in Exchange's order. */
const versionOneKinds: readonly (readonly [claim: string, kind: TokenKind])[] = [
  ['msexchcallback', 'V1Callback'],
  ['scp', 'V1AppActAs'],
  ['appid', 'V1AppOnly'],
];

function versionedKind(token: ParsedToken, version: string): StepOutcome {
  if (version === 'MSExchange.SelfIssued.V1') return kind('V1ExchangeSelfIssued', `ver ${version}`);
  if (version !== '1.0') {
    return stop(
      `The claim ver is '${version}'; Exchange knows 1.0 only, so an Entra v2 token ends here.`,
      'UnexpectedErrorOccurred',
    );
  }
  const match = versionOneKinds.find(([claim]) => stringClaim(token.claims, claim) !== undefined);
  return match ? kind(match[1], `ver 1.0 and claim ${match[0]}`) : kind('V1IdToken', 'ver 1.0');
}

function actAs(outerToken: ParsedToken, actorToken: string): StepOutcome {
  const actor = parseToken(actorToken);
  if (!isReadable(actor)) return stop('The claim actortoken holds no compact JWT.', 'UnableToReadToken', actor.detail);
  if (isUnsigned(actor)) return stop('The actor token has no signature.', 'ActorTokenMustBeSigned');
  if (!isUnsecured(outerToken))
    return stop('The user context around the actor token is signed, or says so.', 'OuterTokenAlsoSigned');
  return goOn('S2SAppActAs: an unsigned user context around a signed actor token.', {
    kind: 'S2SAppActAs',
    outerToken,
    signedToken: actor,
  });
}

function kind(name: TokenKind, because: string): StepOutcome {
  return goOn(`${name}: ${because}.`, { kind: name });
}
