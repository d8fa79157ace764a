import { type ExchangeError, type ExchangeErrorName, exchangeErrors } from '../../src/protocol/exchange-errors.js';
import { capture, document, type Evidence, inferred, observed2013, testsOf, versions, type Witness } from './rows.js';

/** The top titles of test/refusals.test.ts: who speaks. */
export const personalities = ['Exchange 2013', 'newer builds', 'Exchange Online'] as const;

const words2013 = observed2013('facts/oauth-inbound §1.3');

/** How the words of each refusal are known. A new error needs a line here, or this file does not compile. */
const evidence: Readonly<Record<ExchangeErrorName, readonly Evidence[]>> = {
  InvalidSignature: [document('', 'freeBusy'), words2013],
  OuterTokenAlsoSigned: [words2013],
  ActorTokenMustBeSigned: [words2013],
  MissingIssuer: [words2013],
  CallbackClaimNotFound: [words2013],
  NoClaimFound: [words2013],
  InvalidIssuerFormat: [words2013],
  InvalidOuterTokenIssuerFormat: [words2013],
  NoConfiguredIssuerMatched: [capture('', 'seed', 'qaIssuer'), words2013],
  InvalidNameIdFormat: [words2013],
  InvalidAudience: [capture('', 'online2017'), words2013],
  MismatchedRealmBetweenAudienceAndIssuer: [words2013],
  InvalidCallbackClaimValue: [words2013],
  ExtensionInvalidAppCtxFormat: [words2013],
  InvalidCallbackTokenIssuer: [words2013],
  InvalidOuterTokenIssuerIdValue: [words2013],
  InvalidRealmFromOuterTokenIssuer: [words2013],
  UnexpectedRealmInNameId: [words2013],
  NoUserClaimsFound: [words2013],
  InvalidSidValue: [words2013],
  TokenProfileNotApplicable: [document('', 'css'), words2013],
  InvalidClaimValueFound: [words2013],
  UnableToReadToken: [document('its argument', 'jwtLibrary'), words2013],
  NoSmtpOrPuidClaimFound: [words2013],
  NoAuthorizationValuePresent: [capture('', 'hajek'), words2013],
  TokenExpired: [words2013],
  EmptyRealmFromAudience: [words2013],
  UnexpectedHostNameInAudience: [capture('', 'seed', 'hma'), words2013],
  WrongAudience: [words2013],
  ExternalOrgIdNotFound: [words2013],
  OrganizationIdNotFoundFromRealm: [capture('', 'skype'), words2013],
  MissingTenantIdClaim: [words2013],
  TenantIdClaimShouldNotBeSet: [words2013],
  NoUserFoundWithGivenClaims: [capture('', 'qaUser', 'freeBusy'), words2013],
  MoreThan1UserFoundWithGivenClaims: [document('', 'freeBusy'), words2013],
  NameIdNotMatchMasterAccountSid: [words2013],
  UserOAuthNotSupported: [words2013],
  NameIdNotMatchLiveIDInstanceType: [words2013],
  NoMatchingPartnerAppFound: [words2013],
  UnexpectedAppIdInNameId: [words2013],
  ADOperationFailed: [words2013],
  UnexpectedErrorOccurred: [words2013],
  InvalidCallbackTokenScope: [words2013],
  NoGrantPresented: [capture('', 'permissions'), words2013],
  NotSupportedWithV1AppToken: [words2013],
  NotEnoughGrantPresented: [
    capture('issue 1321, and microsoft/hands-on-labs 118: 2000008 with 403', 'exchangelib'),
    words2013,
  ],
  AllowAccessOwnMailboxOnly: [words2013],
  NoPuidFound: [words2013],
  NoEmailAddressFound: [words2013],
  MethodNotAllowedForToken: [words2013],
  AttachmentOutsideScope: [words2013],
  ItemOutsideScope: [words2013],
  NoCertificateFound: [words2013],
  FlightingNotEnabled: [capture('', 'qaFlighting', 'easTool'), words2013],
  UnexpectedHostNameInUrlAudience: [capture('', 'seed', 'freeBusy')],
  ConfigurationNotLoaded: [words2013],
  TokenLibraryText: [document('', 'jwtLibrary'), words2013],
  UnexpectedMissingValue: [inferred('a missing value that 2013 does not expect ends in a refusal without words')],
};

/** Who is made to say a refusal, and the versions that it holds for. */
interface Speakers {
  readonly who: readonly (typeof personalities)[number][];
  readonly versions: string;
}

const everybody: Speakers = { who: personalities, versions: versions.all };
const onPremises: Speakers = { who: ['Exchange 2013', 'newer builds'], versions: versions.onPremises };
const online: Speakers = { who: ['Exchange Online'], versions: versions.online };

/** Where that is not both on-premises. */
const otherSpeakers: Readonly<Partial<Record<ExchangeErrorName, Speakers>>> = {
  InvalidAudience: everybody, // Exchange Online quotes the word `aud`
  NoGrantPresented: everybody,
  ExternalOrgIdNotFound: online,
  MissingTenantIdClaim: online,
  UnexpectedHostNameInUrlAudience: { who: ['newer builds'], versions: versions.newerOnPremises },
  NoCertificateFound: { ...onPremises, versions: `${versions.only2013}; newer: not known` },
};

function speakersOf(name: ExchangeErrorName): Speakers {
  return otherSpeakers[name] ?? onPremises;
}

/** The words are in the catalogue; no request provokes them. */
const wordsOnly = testsOf('protocol')(
  'the catalogue says what was collected from public captures and documents, row by row',
);

/** Refusals whose tests have another title than their name. */
const otherTitles: Readonly<Partial<Record<ExchangeErrorName, string>>> = {
  MethodNotAllowedForToken: exchangeErrors.MethodNotAllowedForToken.reason,
  AttachmentOutsideScope: exchangeErrors.AttachmentOutsideScope.reason,
  ItemOutsideScope: exchangeErrors.ItemOutsideScope.reason,
  ConfigurationNotLoaded: exchangeErrors.ConfigurationNotLoaded.reason,
  UnexpectedMissingValue: 'no reason',
};

/** Refusals that are not among those of test/refusals.test.ts. */
const otherTests: Readonly<Partial<Record<ExchangeErrorName, Witness>>> = {
  TokenLibraryText: testsOf('judgement')(
    'a token without end is refused in the words of the JWT library, with the readable token, never its signature',
  ),
};

/** A refusal as the page shows it, and the tests that hold it. */
export interface Refusal {
  readonly name: ExchangeErrorName;
  readonly error: ExchangeError;
  readonly evidence: readonly Evidence[];
  readonly versions: string;
  readonly isReachable: boolean;
  /** All of them must pass. */
  readonly witnesses: readonly Witness[];
}

export const refusals: readonly Refusal[] = (Object.keys(exchangeErrors) as ExchangeErrorName[]).map((name) => {
  const error: ExchangeError = exchangeErrors[name];
  const witnesses = witnessesOf(name, error);
  const isReachable = !witnesses.includes(wordsOnly);
  const holdsFor = isReachable ? speakersOf(name).versions : versions.only2013; // 2013's are the words that were collected
  return { name, error, evidence: evidence[name], versions: holdsFor, isReachable, witnesses };
});

function witnessesOf(name: ExchangeErrorName, { unreachable }: ExchangeError): readonly Witness[] {
  if (unreachable !== undefined) return [wordsOnly];
  const other = otherTests[name];
  if (other !== undefined) return [other];
  const title = otherTitles[name] ?? name;
  return speakersOf(name).who.map((who) => testsOf('refusals')(`every refusal, as ${who} says it > ${title}`));
}
