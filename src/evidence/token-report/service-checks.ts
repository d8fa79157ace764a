import {
  parseQualifiedId,
  parseServiceAudience,
  type QualifiedId,
  type ServiceAudience,
  sameAuthority,
  sameText,
} from '../../protocol/audience.js';
import { isAccessControlService, knownIdName } from '../../protocol/known-ids.js';
import { stringClaim } from '../../protocol/token.js';
import { exchangeApplicationId } from '../../protocol/well-known.js';
import { Checklist, type Circumstances, type Subject } from './checklist.js';
import { checkAlgorithm, checkLifetime, checkSignature } from './common-checks.js';
import type { Check } from './token-report.js';

/** Rules for the signed token between servers, in Exchange's order (facts/oauth-inbound §1.4): an actor token, or one alone. */
export function checkServiceToken(subject: Subject, circumstances: Circumstances): readonly Check[] {
  const list = new Checklist(subject, circumstances);
  const audience = checkServiceAudience(list, subject, circumstances);
  const issuer = checkIssuer(list, subject);
  checkAlgorithm(list, subject);
  checkSignature(list, subject);
  checkLifetime(list, subject, circumstances);
  list.open(
    'organization',
    undefined,
    `Is the realm '${audience?.realm ?? ''}' an accepted domain, or the realm of an auth server? The server knows.`,
  );
  checkApplication(list, subject, issuer);
  checkRealms(list, audience, issuer);
  return list.checks;
}

/** `appid/host@realm`; the application must be Exchange, the host that of the request. */
export function checkServiceAudience(
  list: Checklist,
  { claims }: Subject,
  { host, speaker }: Circumstances,
): ServiceAudience | undefined {
  const value = stringClaim(claims, 'aud');
  if (value === undefined) {
    list.missing('audience', 'aud', 'UnexpectedMissingValue');
    return undefined;
  }
  const quoted = speaker.side === 'Cloud' ? 'aud' : value; // the very word, in a capture of Exchange Online (§0)
  const audience = parseServiceAudience(value);
  if (!audience) {
    list.fail('audience', 'aud', `'${value}' is not of the form appid/host@realm.`, 'InvalidAudience', quoted);
    return undefined;
  }
  if (sameText(audience.applicationId, exchangeApplicationId)) list.pass('audience', 'aud', 'For Exchange.');
  else
    list.fail(
      'audience',
      'aud',
      `For ${knownIdName(audience.applicationId) ?? audience.applicationId}, not for Exchange.`,
      'InvalidAudience',
      quoted,
    );
  checkHost(list, audience.host, host);
  if (audience.realm === '')
    list.fail('audience realm', 'aud', 'The audience names no realm.', 'EmptyRealmFromAudience');
  return audience;
}

function checkHost(list: Checklist, tokens: string, requests: string | undefined): void {
  if (requests === undefined) {
    list.open(
      'host',
      'aud',
      `The request must be for '${tokens}': the Host header as Exchange sees it. Name the host to compare.`,
    );
  } else if (sameAuthority(tokens, requests)) {
    list.pass('host', 'aud', `For '${tokens}', as the request is.`);
  } else {
    const detail = `The token is for '${tokens}', the request for '${requests}'.`;
    list.fail('host', 'aud', detail, 'UnexpectedHostNameInAudience', requests, tokens);
  }
}

function checkIssuer(list: Checklist, { claims }: Subject): QualifiedId | undefined {
  const value = stringClaim(claims, 'iss');
  if (value === undefined) {
    list.missing('issuer', 'iss', 'MissingIssuer');
    return undefined;
  }
  const issuer = parseQualifiedId(value);
  if (!issuer) list.fail('issuer', 'iss', `'${value}' is not of the form id@realm.`, 'InvalidIssuerFormat', value);
  else list.open('issuer', 'iss', `Does the server trust '${value}'? Get-AuthServer and Get-PartnerApplication tell.`);
  return issuer;
}

/** `appid@realm`; one that signs for itself must be the one that asks. */
function checkApplication(list: Checklist, { claims }: Subject, issuer: QualifiedId | undefined): void {
  const value = stringClaim(claims, 'nameid');
  const application = parseQualifiedId(value ?? '');
  if (value === undefined) {
    list.missing('application', 'nameid', 'NoClaimFound', 'nameid');
  } else if (!application) {
    list.fail('application', 'nameid', `'${value}' is not of the form appid@realm.`, 'InvalidNameIdFormat', value);
  } else if (!issuer || isAccessControlService(issuer.id)) {
    const name = knownIdName(application.id) ?? application.id;
    list.open('application', 'nameid', `Is '${name}' an enabled partner application? Get-PartnerApplication tells.`);
  } else {
    checkSelfIssued(list, application, issuer);
  }
}

function checkSelfIssued(list: Checklist, application: QualifiedId, issuer: QualifiedId): void {
  if (!sameText(application.id, issuer.id)) {
    const detail = `The application '${application.id}' is not the issuer '${issuer.id}', who vouches for itself alone.`;
    list.fail('application', 'nameid', detail, 'UnexpectedAppIdInNameId', issuer.id, application.id);
  } else if (!sameText(application.realm, issuer.realm)) {
    const detail = `The realm '${application.realm}' is not the issuer's '${issuer.realm}'.`;
    list.fail('application', 'nameid', detail, 'UnexpectedRealmInNameId', issuer.realm, application.realm);
  } else {
    list.pass('application', 'nameid', `${knownIdName(application.id) ?? application.id}, which signs for itself.`);
  }
}

/** Audience and issuer must be of one realm where a token service issued the token. */
function checkRealms(list: Checklist, audience: ServiceAudience | undefined, issuer: QualifiedId | undefined): void {
  if (!audience || !issuer || !isAccessControlService(issuer.id)) return;
  const detail = `The audience is of realm '${audience.realm}', the issuer of '${issuer.realm}'.`;
  if (sameText(audience.realm, issuer.realm)) list.pass('realm agreement', 'iss', detail);
  else list.fail('realm agreement', 'iss', detail, 'MismatchedRealmBetweenAudienceAndIssuer');
}
