import type { ExchangeErrorName } from './exchange-errors.js';
import {
  type Claims,
  isReadable,
  isUnsecured,
  isUnsigned,
  type ParsedToken,
  stringClaim,
  type UnreadableToken,
} from './token.js';
import { appAssertedUser, selfIssuedVersion, serviceAssertedApp } from './well-known.js';

/** Kinds of token that Exchange tells apart, in the words of its logs (facts/oauth-inbound §1.4 step 5). */
export const tokenProfiles = [
  'S2SAppActAs',
  'S2SAppOnly',
  'Callback',
  'V1AppActAs',
  'V1AppOnly',
  'V1IdToken',
  'V1Callback',
  'V1ExchangeSelfIssued',
] as const;
export type TokenProfile = (typeof tokenProfiles)[number];

/**
 * What a token is judged as. `AppAssertedUserV1` is ours: what newer builds call the user context of the challenge's
 * `app_asserted_user_v1` around a V1 actor token is not known.
 */
export type TokenKind = TokenProfile | 'AppAssertedUserV1';

/** Which kind a token is, and by what that is told. */
export interface KnownKind {
  readonly kind: TokenKind;
  readonly because: string;
  /** The unsigned user context around an actor token. */
  readonly outerToken?: ParsedToken;
  /** The token that must be signed: the actor token, or the only one. */
  readonly signedToken: ParsedToken;
}

/** A token that is of no kind: what Exchange refuses it with. */
export interface NoKind {
  readonly because: string;
  readonly error: ExchangeErrorName;
  readonly arguments: readonly string[];
}

export interface KindOptions {
  /** Exchange 2013 does not know the tokens of newer challenges. */
  readonly newer: boolean;
  /** Takes the actor token apart. */
  readonly parse: (token: string) => ParsedToken | UnreadableToken;
}

/**
 * The first match of facts/oauth-inbound §1.4 step 5. In an act-as token the actor token must be signed and the user
 * context around it must not be, in that order.
 */
export function kindOf(token: ParsedToken, { newer, parse }: KindOptions): KnownKind | NoKind {
  const version = stringClaim(token.claims, 'ver');
  if (version === appAssertedUser && newer) return assertedUser(token, parse);
  if (version !== undefined) return versionedKind(token, version);
  const actorToken = stringClaim(token.claims, 'actortoken');
  if (actorToken !== undefined) return actAs(token, parse(actorToken));
  if (stringClaim(token.claims, 'appctx') !== undefined) return known('Callback', 'claim appctx', token);
  return known('S2SAppOnly', 'neither ver, actortoken nor appctx', token);
}

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
function assertedUser(token: ParsedToken, parse: KindOptions['parse']): KnownKind | NoKind {
  const actorToken = stringClaim(token.claims, 'actortoken');
  if (actorToken === undefined) return none('The claim actortoken is missing.', 'NoClaimFound', 'actortoken');
  const parts = unsignedAroundSigned(token, parse(actorToken));
  if ('error' in parts) return parts;
  const version = stringClaim(parts.signedToken.claims, 'ver');
  if (version === undefined) return asUser(parts, 'S2SAppActAs', 'a signed actor token');
  const { claims } = parts.signedToken;
  const isApplications = version === '1.0' && versionOneKind(claims) === 'V1AppOnly' && !namesUser(claims);
  return isApplications
    ? asUser(parts, 'AppAssertedUserV1', 'an application’s V1 token')
    : none(`The actor token is no token of an application: ver '${version}'.`, 'UnexpectedErrorOccurred');
}

/** Claims that an application's own token has not, whatever their type. */
const claimsOfUsers = ['scp', 'upn', 'unique_name', 'primarysid', 'onprem_sid', 'puid', 'altsecid', 'smtp', 'email'];

/** A user's token must not speak for an application: only one of the application alone can be an actor. */
function namesUser(claims: Claims): boolean {
  return claimsOfUsers.some((name) => Object.hasOwn(claims, name));
}

function versionedKind(token: ParsedToken, version: string): KnownKind | NoKind {
  if (version === selfIssuedVersion) return known('V1ExchangeSelfIssued', `ver ${version}`, token);
  if (version !== '1.0') return none(unknownVersion(version), 'UnexpectedErrorOccurred');
  return known(versionOneKind(token.claims), 'ver 1.0 and the claims it has', token);
}

function versionOneKind(claims: Claims): TokenKind {
  return versionOneKinds.find(([claim]) => stringClaim(claims, claim) !== undefined)?.[1] ?? 'V1IdToken';
}

/** An Entra v2 token ends here, and so does a token type of the challenge whose shape nobody has published. */
function unknownVersion(version: string): string {
  if (version === serviceAssertedApp) return `[lab] The shape of '${version}' is not public: the lab refuses it.`;
  return `The claim ver is '${version}'; Exchange knows 1.0 only.`;
}

interface ActAsParts {
  readonly outerToken: ParsedToken;
  readonly signedToken: ParsedToken;
}

function actAs(outerToken: ParsedToken, actor: ParsedToken | UnreadableToken): KnownKind | NoKind {
  const parts = unsignedAroundSigned(outerToken, actor);
  return 'error' in parts ? parts : asUser(parts, 'S2SAppActAs', 'a signed actor token');
}

/** The actor token must be signed, and the user context around it must not be, in that order. */
function unsignedAroundSigned(outerToken: ParsedToken, actor: ParsedToken | UnreadableToken): ActAsParts | NoKind {
  if (!isReadable(actor)) return none('The claim actortoken holds no compact JWT.', 'UnableToReadToken', actor.detail);
  if (isUnsigned(actor)) return none('The actor token has no signature.', 'ActorTokenMustBeSigned');
  if (!isUnsecured(outerToken))
    return none('The user context around the actor token is signed, or says so.', 'OuterTokenAlsoSigned');
  return { outerToken, signedToken: actor };
}

function asUser(parts: ActAsParts, kind: TokenKind, around: string): KnownKind {
  return { kind, because: `an unsigned user context around ${around}`, ...parts };
}

function known(kind: TokenKind, because: string, signedToken: ParsedToken): KnownKind {
  return { kind, because, signedToken };
}

function none(because: string, error: ExchangeErrorName, ...args: readonly string[]): NoKind {
  return { because, error, arguments: args };
}
