import { isAbsoluteUri, parseUrlAudience, sameAuthority, sameText } from '../../protocol/audience.js';
import { speaksNewer } from '../../protocol/exchange-version.js';
import { type Claims, stringClaim } from '../../protocol/token.js';
import type { TokenKind } from '../../protocol/token-kind.js';
import { entraIssuerTemplate } from '../../protocol/well-known.js';
import { Checklist, type Circumstances, type Subject } from './checklist.js';
import { checkAlgorithm, checkLifetime, checkSignature } from './common-checks.js';
import type { Check } from './token-report.js';

/** Rules for a version 1.0 token of Entra or AD FS, in Exchange's order (facts/oauth-inbound §1.4, V1). */
export function checkUrlToken(subject: Subject, kind: TokenKind, circumstances: Circumstances): readonly Check[] {
  const list = new Checklist(subject, circumstances);
  checkUrlAudience(list, subject, kind, circumstances);
  checkUrlIssuer(list, subject);
  checkAlgorithm(list, subject);
  checkSignature(list, subject);
  checkLifetime(list, subject, circumstances);
  checkTenant(list, subject.claims);
  if (kind === 'V1AppActAs') checkScopes(list, subject.claims);
  if (kind === 'V1AppActAs' || kind === 'V1IdToken') checkSid(list, subject, circumstances);
  if (kind === 'V1AppOnly') checkRoles(list, subject);
  return list.checks;
}

/** Scheme, host and port are compared, the path is not. Behind SSL offloading the request is http. */
export function checkUrlAudience(
  list: Checklist,
  { claims }: Subject,
  kind: TokenKind,
  { host, scheme, speaker }: Circumstances,
): void {
  const value = stringClaim(claims, 'aud');
  if (value === undefined) return void list.missing('audience', 'aud', 'UnexpectedMissingValue');
  const parsed = parseUrlAudience(value);
  if (!parsed) {
    const quoted = speaker.side === 'Cloud' ? 'aud' : value; // the very word, as in service-checks.ts
    return void list.fail('audience', 'aud', `'${value}' is no absolute URL.`, 'InvalidAudience', quoted);
  }
  const wanted = `${parsed.scheme}://${parsed.authority}`;
  if (host === undefined) {
    return void list.open(
      'host',
      'aud',
      `The request must be for '${wanted}', as Exchange sees it. Name the host to compare.`,
    );
  }
  const actual = `${scheme}://${host}`;
  if (parsed.scheme === scheme && sameAuthority(parsed.authority, host)) {
    return void list.pass('host', 'aud', `For '${wanted}', as the request is.`);
  }
  const detail = `The token is for '${wanted}', the request for '${actual}'.`;
  if (speaksNewer(speaker) && kind === 'AppAssertedUserV1') {
    list.fail('host', 'aud', detail, 'UnexpectedHostNameInUrlAudience', wanted);
  } else {
    list.fail('host', 'aud', detail, 'UnexpectedHostNameInAudience', wanted, actual); // the other way round than S2S
  }
}

const entraHost = entraIssuerTemplate.slice(0, entraIssuerTemplate.indexOf('{'));

function checkUrlIssuer(list: Checklist, { claims }: Subject): void {
  const value = stringClaim(claims, 'iss');
  const tenant = stringClaim(claims, 'tid');
  if (value === undefined) {
    list.missing('issuer', 'iss', 'MissingIssuer');
  } else if (!isAbsoluteUri(value)) {
    list.fail('issuer', 'iss', `'${value}' is no absolute URI.`, 'InvalidIssuerFormat', value);
  } else if (
    value.startsWith(entraHost) &&
    tenant !== undefined &&
    !sameText(value, entraIssuerTemplate.replace('{tenantid}', tenant))
  ) {
    const detail = `Entra's issuer of the tenant '${tenant}' (tid) is another: '${value}'.`;
    list.fail('issuer', 'iss', detail, 'NoConfiguredIssuerMatched', value);
  } else {
    list.open('issuer', 'iss', `Does the server trust '${value}'? Get-AuthServer tells (type AzureAD or ADFS).`);
  }
}

function checkTenant(list: Checklist, claims: Claims): void {
  const tenant = stringClaim(claims, 'tid');
  if (tenant === undefined) list.pass('organization', 'tid', 'No tenant is named; on-premises that is fine.');
  else list.open('organization', 'tid', `Is '${tenant}' the organisation's tenant? The server knows.`);
}

/** The default of `OAuthHttpModule.V1AppScopes` (facts/oauth-inbound §1.4). */
const defaultScope = 'user_impersonation';

function checkScopes(list: Checklist, claims: Claims): void {
  const scopes = (stringClaim(claims, 'scp') ?? '').split(' ').filter((scope) => scope !== '');
  if (scopes.includes(defaultScope)) list.pass('scopes', 'scp', `${defaultScope} is among them.`);
  else
    list.open(
      'scopes',
      'scp',
      `'${scopes.join(' ')}': which scopes count is set per virtual directory (OAuthHttpModule.V1AppScopes).`,
    );
}

const sidForm = /^S-1-\d{1,15}(?:-\d{1,10}){1,15}$/i;

/** On-premises the user is found by the SID alone; what Exchange Online goes by is not known. */
function checkSid(list: Checklist, { claims, isCut }: Subject, { speaker }: Circumstances): void {
  if (speaker.side === 'Cloud') return;
  const name = stringClaim(claims, 'primarysid') ? 'primarysid' : 'onprem_sid';
  const sid = stringClaim(claims, name);
  if (sid) {
    if (sidForm.test(sid)) list.open('user', name, `Is there a user with the SID '${sid}'? The directory knows.`);
    else list.fail('user', name, `'${sid}' is no SID.`, 'InvalidSidValue', sid);
  } else if (isCut) {
    list.open('user', 'onprem_sid', 'The text ends before a claim names the user.');
  } else {
    list.fail(
      'user',
      'onprem_sid',
      'Neither primarysid nor onprem_sid has a value: the user is not synchronised from on-premises, or Entra does not say.',
      'NoUserClaimsFound',
    );
  }
}

function checkRoles(list: Checklist, { claims }: Subject): void {
  const roles = Object.hasOwn(claims, 'roles') ? claims.roles : undefined;
  if (roles === undefined) list.missing('roles', 'roles', 'NoClaimFound', 'roles');
  else list.open('roles', 'roles', 'Which roles count is set per virtual directory (OAuthHttpModule.V1AppRoles).');
}
