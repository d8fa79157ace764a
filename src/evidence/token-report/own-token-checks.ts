import { parseQualifiedId, parseUrlAudience } from '../../protocol/audience.js';
import { parseJsonObject, stringClaim } from '../../protocol/token.js';
import type { TokenKind } from '../../protocol/token-kind.js';
import { exchangeApplicationId } from '../../protocol/well-known.js';
import { Checklist, type Circumstances, type Subject } from './checklist.js';
import { checkAlgorithm, checkLifetime, checkSignature } from './common-checks.js';
import { checkServiceAudience } from './service-checks.js';
import type { Check } from './token-report.js';
import { checkUrlAudience } from './url-checks.js';

/** Rules for a token that Exchange issued itself: for its own callbacks, in Exchange's order (facts/oauth-inbound §1.4, §3.8). */
export function checkOwnToken(subject: Subject, kind: TokenKind, circumstances: Circumstances): readonly Check[] {
  const list = new Checklist(subject, circumstances);
  if (kind !== 'Callback' && parseUrlAudience(stringClaim(subject.claims, 'aud') ?? '')) {
    checkUrlAudience(list, subject, kind, circumstances);
  } else {
    checkServiceAudience(list, subject, circumstances);
  }
  checkOwnIssuer(list, subject);
  checkRest(list, subject, circumstances);
  if (kind === 'Callback' || kind === 'V1Callback') checkContext(list, subject);
  return list.checks;
}

/** Rules for what is for somebody else than Exchange: an add-in, or a token service. Exchange says nothing to it. */
export function checkForeignToken(subject: Subject, circumstances: Circumstances): readonly Check[] {
  const list = new Checklist(subject, circumstances);
  checkRest(list, subject, circumstances);
  return list.checks;
}

/** The times alone. */
export function checkTimes(subject: Subject, circumstances: Circumstances): readonly Check[] {
  const list = new Checklist(subject, circumstances);
  checkLifetime(list, subject, circumstances);
  return list.checks;
}

function checkRest(list: Checklist, subject: Subject, circumstances: Circumstances): void {
  checkAlgorithm(list, subject);
  checkSignature(list, subject);
  checkLifetime(list, subject, circumstances);
}

function checkOwnIssuer(list: Checklist, { claims }: Subject): void {
  const value = stringClaim(claims, 'iss');
  const issuer = parseQualifiedId(value ?? '');
  if (value === undefined) list.missing('issuer', 'iss', 'MissingIssuer');
  else if (issuer?.id === exchangeApplicationId) {
    list.open('issuer', 'iss', `Is '${issuer.realm}' this organisation, or one of its hosts? The server knows.`);
  } else {
    list.fail('issuer', 'iss', `'${value}' is not an Exchange organisation.`, 'InvalidCallbackTokenIssuer', value);
  }
}

/** `appctx` is a text that holds JSON (facts/oauth-inbound §3.8). */
function checkContext(list: Checklist, { claims }: Subject): void {
  const text = stringClaim(claims, 'appctx');
  if (text === undefined) return void list.missing('callback context', 'appctx', 'CallbackClaimNotFound');
  const context = parseJsonObject(text);
  if (!context) {
    return void list.fail(
      'callback context',
      'appctx',
      'appctx is no JSON object.',
      'ExtensionInvalidAppCtxFormat',
      text,
    );
  }
  const lacking = ['msexchuid', 'version', 'amurl'].filter((name) => stringClaim(context, name) === undefined);
  if (lacking.length > 0) {
    list.fail('callback context', 'appctx', `appctx lacks ${lacking.join(', ')}.`, 'CallbackClaimNotFound');
  } else {
    list.open(
      'callback context',
      'appctx',
      `Is there a mailbox '${stringClaim(context, 'msexchuid')}'? The server knows.`,
    );
  }
}
