import { parseQualifiedId, sameText } from '../../protocol/audience.js';
import { type Claims, stringClaim } from '../../protocol/token.js';
import { nameIdIssuers } from '../../protocol/well-known.js';
import { Checklist, type Circumstances, type Subject } from './checklist.js';
import { checkLifetime } from './common-checks.js';
import type { Check } from './token-report.js';

/** Rules for the unsigned user context around an actor token, in Exchange's order (facts/oauth-inbound §1.4 step 7). */
export function checkUserContext(subject: Subject, actor: Subject, circumstances: Circumstances): readonly Check[] {
  const list = new Checklist(subject, circumstances);
  list.pass('unsigned', 'alg', 'Not signed, as a user context must be: all trust hangs on the actor token in it.');
  const realm = checkWriter(list, subject, actor);
  checkLifetime(list, subject, circumstances);
  checkUserClaims(list, subject);
  checkRealm(list, realm, actor);
  checkAudiences(list, subject, actor);
  return list.checks;
}

/** The application that the actor token is for must have written the user context. Gives the realm of its issuer. */
function checkWriter(list: Checklist, { claims }: Subject, actor: Subject): string | undefined {
  const value = stringClaim(claims, 'iss');
  if (value === undefined) {
    list.missing('issuer', 'iss', 'UnexpectedMissingValue');
    return undefined;
  }
  const issuer = parseQualifiedId(value);
  if (!issuer) {
    list.fail('issuer', 'iss', `'${value}' is not of the form id@realm.`, 'InvalidOuterTokenIssuerFormat', value);
    return undefined;
  }
  const application = applicationOf(actor.claims);
  if (application === undefined) {
    list.open('issuer', 'iss', 'The actor token names no application to compare it with.');
  } else if (sameText(issuer.id, application)) {
    list.pass('issuer', 'iss', `Written by '${issuer.id}', as the actor token says.`);
  } else {
    const detail = `Written by '${issuer.id}', but the actor token is for '${application}'.`;
    list.fail('issuer', 'iss', detail, 'InvalidOuterTokenIssuerIdValue', issuer.id, application);
  }
  return issuer.realm;
}

function applicationOf(claims: Claims): string | undefined {
  const name = stringClaim(claims, 'nameid');
  return name === undefined ? stringClaim(claims, 'appid') : parseQualifiedId(name)?.id;
}

const vouchers: readonly string[] = Object.values(nameIdIssuers);

/** By what the user is looked up (facts/oauth-inbound §1.4, "User claims (act-as)"). */
function checkUserClaims(list: Checklist, { claims, isCut }: Subject): void {
  const nii = stringClaim(claims, 'nii');
  const byUpn = nii ? ['upn', 'smtp', 'sip'] : ['nameid', 'smtp', 'sip'];
  const present = byUpn.filter((name) => stringClaim(claims, name));
  if (present.length > 0) {
    const values = present.map((name) => `${name} '${stringClaim(claims, name)}'`).join(', ');
    const odd =
      nii && !vouchers.includes(nii)
        ? ` What vouches for nameid, nii '${nii}', is not one Exchange is known to tell apart.`
        : '';
    list.open('user', present[0], `Is there exactly one user with ${values}? The directory knows.${odd}`);
  } else if (isCut) {
    list.open('user', undefined, 'The text ends before a claim names the user.');
  } else {
    list.fail(
      'user',
      undefined,
      `None of ${byUpn.join(', ')} has a value: nobody can be looked up.`,
      'NoUserClaimsFound',
    );
  }
}

/** Another realm is taken when it is the same organisation's, which the server alone can tell. */
function checkRealm(list: Checklist, realm: string | undefined, actor: Subject): void {
  const issuer = parseQualifiedId(stringClaim(actor.claims, 'iss') ?? '')?.realm ?? stringClaim(actor.claims, 'tid');
  if (realm === undefined || issuer === undefined) return;
  const detail = `The user context is of realm '${realm}', the actor token of '${issuer}'.`;
  if (sameText(realm, issuer)) list.pass('realm agreement', 'iss', detail);
  else
    list.open(
      'realm agreement',
      'iss',
      `${detail} Exchange takes that only when both are the same organisation's, else it is 2016.`,
    );
}

/** Exchange does not look at the outer audience; that it differs is a hint all the same. */
function checkAudiences(list: Checklist, { claims }: Subject, actor: Subject): void {
  const outer = stringClaim(claims, 'aud');
  const inner = stringClaim(actor.claims, 'aud');
  if (outer === undefined || inner === undefined || sameText(outer, inner)) return;
  list.open('audience', 'aud', `Another than the actor token's '${inner}'. Exchange looks at that one alone.`);
}
