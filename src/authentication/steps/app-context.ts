import { type Claims, parseJsonObject, stringClaim } from '../../protocol/token.js';
import { callbackVersion, itemScopePrefix } from '../../protocol/well-known.js';
import { type Case, goOn, required, type Step, type StepOutcome, stop } from '../judgement.js';

/**
 * What a callback token says about itself (facts/oauth-inbound §3.8): for whom it is, and for what. The claims of the
 * context are documented; which of them Exchange misses first, and what it calls invalid, is inferred from the words of
 * 2004, 2012, 2013 and 9001.
 */
export const appContext: Step = {
  name: 'callback context',
  place: 'module',
  check(subject, found) {
    const text = stringClaim(required(found.signedToken, 'token').claims, 'appctx');
    if (text === undefined) return stop('The claim appctx is missing.', 'CallbackClaimNotFound');
    const context = parseJsonObject(text);
    if (!context) return stop(`appctx is no JSON object: '${text}'.`, 'ExtensionInvalidAppCtxFormat', text);
    return judgeContext(context, required(found.signedToken, 'token').claims, subject);
  },
};

const guidOfMailbox = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=@|$)/i;

function judgeContext(context: Claims, claims: Claims, { policy }: Case): StepOutcome {
  const user = stringClaim(context, 'msexchuid');
  const version = stringClaim(context, 'version');
  const metadataUrl = stringClaim(context, 'amurl');
  if (user === undefined || version === undefined || metadataUrl === undefined) {
    return stop('appctx lacks one of msexchuid, version and amurl.', 'CallbackClaimNotFound');
  }
  const guid = guidOfMailbox.exec(user)?.[0];
  if (guid === undefined || version !== callbackVersion || !URL.canParse(metadataUrl)) {
    return stop(
      `appctx has msexchuid '${user}', version '${version}', amurl '${metadataUrl}'.`,
      'InvalidCallbackClaimValue',
    );
  }
  const protocol = stringClaim(context, 'msexchprot') ?? stringClaim(claims, 'msexchprot');
  if (protocol !== undefined && protocol.toLowerCase() !== policy.protocol) {
    return stop(
      `The token is for protocol '${protocol}', the request is ${policy.protocol}.`,
      'InvalidCallbackTokenScope',
      protocol,
    );
  }
  if (!Object.hasOwn(context, 'scope')) return goOn(`The token is for the mailbox ${guid}.`, { userClaims: { guid } });
  const itemScope = itemOf(context);
  if (itemScope === undefined) {
    return stop(`appctx has a scope that is no item: ${JSON.stringify(context.scope)}.`, 'InvalidCallbackClaimValue');
  }
  return goOn(`The token is for an item of the mailbox ${guid}.`, { userClaims: { guid }, itemScope });
}

/** The one item that the token is good for. A scope that can't be read must not open the whole mailbox. */
function itemOf(context: Claims): string | undefined {
  const scope = stringClaim(context, 'scope') ?? '';
  return scope.startsWith(itemScopePrefix) ? scope.slice(itemScopePrefix.length) : undefined;
}
