import { speaksNewer } from '../../protocol/exchange-version.js';
import {
  type Claims,
  isReadable,
  isUnsecured,
  isUnsigned,
  type ParsedToken,
  stringClaim,
  type UnreadableToken,
} from '../../protocol/token.js';
import { appAssertedUser, selfIssuedVersion, serviceAssertedApp } from '../../protocol/well-known.js';
import { goOn, required, type Step, type StepOutcome, type StepRefusal, stop, type TokenKind } from '../judgement.js';
import type { TokenMemory } from '../token-memory.js';

/**
 * Which kind of token it is: the first match of facts/oauth-inbound §1.4 step 5. In an act-as token the actor token must
 * be signed and the user context around it must not be, in that order.
 */
export const tokenKind: Step = {
  name: 'token kind',
  place: 'module',
  check({ speaker, trust }, found) {
    const token = required(found.signedToken, 'token');
    const version = stringClaim(token.claims, 'ver');
    if (version === appAssertedUser && speaksNewer(speaker)) return assertedUser(token, trust.memory);
    if (version !== undefined) return versionedKind(token, version);
    const actorToken = stringClaim(token.claims, 'actortoken');
    if (actorToken !== undefined) return actAs(token, actorToken, trust.memory);
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

/**
 * The `app_asserted_user_v1` of newer challenges: an unsigned user context around the application's own token, which is
 * a server-to-server token or one of Entra's (facts/oauth-inbound §3.7; that either is taken, and that it is judged like
 * an act-as token, is inferred). Exchange 2013 does not know the word.
 */
function assertedUser(token: ParsedToken, memory: TokenMemory): StepOutcome {
  const actorToken = stringClaim(token.claims, 'actortoken');
  if (actorToken === undefined) return stop('The claim actortoken is missing.', 'NoClaimFound', 'actortoken');
  const parts = unsignedAroundSigned(token, memory.parse(actorToken));
  if ('refusal' in parts) return parts;
  const version = stringClaim(parts.signedToken.claims, 'ver');
  if (version === undefined) return asUser(parts, 'S2SAppActAs', 'a signed actor token');
  const { claims } = parts.signedToken;
  const isApplications = version === '1.0' && versionOneKind(claims) === 'V1AppOnly' && !namesUser(claims);
  return isApplications
    ? asUser(parts, 'AppAssertedUserV1', 'an application’s V1 token')
    : stop(`The actor token is no token of an application: ver '${version}'.`, 'UnexpectedErrorOccurred');
}

/** Claims that an application's own token has not, whatever their type. */
const claimsOfUsers = ['scp', 'upn', 'unique_name', 'primarysid', 'onprem_sid', 'puid', 'altsecid', 'smtp', 'email'];

/** A user's token must not speak for an application: only one of the application alone can be an actor. */
function namesUser(claims: Claims): boolean {
  return claimsOfUsers.some((name) => Object.hasOwn(claims, name));
}

function versionedKind(token: ParsedToken, version: string): StepOutcome {
  if (version === selfIssuedVersion) return kind('V1ExchangeSelfIssued', `ver ${version}`);
  if (version !== '1.0') {
    return stop(unknownVersion(version), 'UnexpectedErrorOccurred');
  }
  const name = versionOneKind(token.claims);
  return kind(name, 'ver 1.0 and the claims it has');
}

function versionOneKind(claims: Claims): TokenKind {
  return versionOneKinds.find(([claim]) => stringClaim(claims, claim) !== undefined)?.[1] ?? 'V1IdToken';
}

/** An Entra v2 token ends here, and so does a token type of the challenge whose shape nobody has published. */
function unknownVersion(version: string): string {
  if (version === serviceAssertedApp) return `[lab] The shape of '${version}' is not public: the lab refuses it.`;
  return `The claim ver is '${version}'; Exchange knows 1.0 only.`;
}

function actAs(outerToken: ParsedToken, actorToken: string, memory: TokenMemory): StepOutcome {
  const parts = unsignedAroundSigned(outerToken, memory.parse(actorToken));
  return 'refusal' in parts ? parts : asUser(parts, 'S2SAppActAs', 'a signed actor token');
}

interface ActAsParts {
  readonly outerToken: ParsedToken;
  readonly signedToken: ParsedToken;
}

/** The actor token must be signed, and the user context around it must not be, in that order. */
function unsignedAroundSigned(outerToken: ParsedToken, actor: ParsedToken | UnreadableToken): ActAsParts | StepRefusal {
  if (!isReadable(actor)) return stop('The claim actortoken holds no compact JWT.', 'UnableToReadToken', actor.detail);
  if (isUnsigned(actor)) return stop('The actor token has no signature.', 'ActorTokenMustBeSigned');
  if (!isUnsecured(outerToken))
    return stop('The user context around the actor token is signed, or says so.', 'OuterTokenAlsoSigned');
  return { outerToken, signedToken: actor };
}

function asUser({ outerToken, signedToken }: ActAsParts, name: TokenKind, around: string): StepOutcome {
  return goOn(`${name}: an unsigned user context around ${around}.`, { outerToken, signedToken, kind: name });
}

function kind(name: TokenKind, because: string): StepOutcome {
  return goOn(`${name}: ${because}.`, { kind: name });
}
