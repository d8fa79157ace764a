import { document, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const kinds = testsOf('kinds');

const own = 'tokens that Exchange issues itself';
const says = (title: string) => testsOf('refusals')(`every refusal, as newer builds says it > ${title}`);
const wordsOf = (codes: string) => inferred(`the words of ${codes} (facts/oauth-inbound §1.3)`);

/** Callback tokens, and what else Exchange issues to itself. */
export const ownTokens: Subject = {
  title: 'Tokens that Exchange issues itself',
  rows: [
    {
      id: 'own/issuer',
      what: 'The organisation is the issuer by its realm, by a host of its URLs or servers, or by the host of the request',
      versions: versions.onPremises,
      evidence: inferred(
        'the documented `iss` of a callback token names a mail host (facts/oauth-inbound §3.8); which Exchange takes is not known',
      ),
      witness: kinds(`${own} > the organisation itself is the issuer by its realm, its hosts and the host asked`),
    },
    {
      id: 'own/issuer-words',
      what: 'Another issuer: 2014 for a callback token, 2008 for a self-issued one',
      versions: versions.onPremises,
      evidence: wordsOf('2014 and 2008'),
      witness: says('InvalidCallbackTokenIssuer'),
    },
    {
      id: 'own/certificate',
      what: '`x5t` must name the current, previous or next auth certificate: 10001 otherwise; an unsigned token is refused for its signature',
      versions: versions.only2013,
      evidence: observed2013('facts/oauth-inbound §1.3, 10001'),
      witness: says('NoCertificateFound'),
    },
    {
      id: 'own/certificate-newer',
      what: 'The same, with `2000009` and `invalid_certificate`, although newer builds have that number for `invalid_issuer` elsewhere',
      versions: versions.newerOnPremises,
      evidence: inferred('2013: where newer builds put invalid_certificate is not known'),
      witness: testsOf('refusals')('every refusal, as newer builds says it > NoCertificateFound'),
    },
    {
      id: 'own/context',
      what: 'A callback token: `msexchuid`, `version` and `amurl` must be in `appctx` (2004), a GUID, `ExIdTok.V1` and a URL (2012)',
      versions: versions.onPremises,
      evidence: wordsOf('2004 and 2012; the claims are documented for add-ins'),
      witness: says('InvalidCallbackClaimValue: a mailbox that is no GUID'),
    },
    {
      id: 'own/context-form',
      what: 'An `appctx` that is no JSON object: 2013, quoted',
      versions: versions.onPremises,
      evidence: wordsOf('2013'),
      witness: says('ExtensionInvalidAppCtxFormat'),
    },
    {
      id: 'own/protocol',
      what: '`msexchprot` must be the protocol of the request: 9001',
      versions: versions.onPremises,
      evidence: wordsOf('9001'),
      witness: says('InvalidCallbackTokenScope'),
    },
    {
      id: 'own/mailbox',
      what: 'The mailbox is named by its GUID, alone or with a domain',
      versions: versions.onPremises,
      evidence: document('facts/oauth-inbound §3.8: Microsoft, Outlook add-in identity tokens'),
      witness: kinds(`${own} > a callback token names the mailbox by GUID, also with its domain`),
    },
    {
      id: 'own/item',
      what: 'A `scope` of `ParentItemId:{id}` opens GetItem and GetAttachment for that item alone',
      versions: versions.onPremises,
      evidence: inferred('add-in documentation of getCallbackTokenAsync, and the words of the three refusals of EWS'),
      witness: kinds(`${own} > one for an item opens GetItem for that item alone`),
    },
    {
      id: 'own/other-mailbox',
      what: 'A callback token opens its own mailbox: 9007 for another',
      versions: versions.onPremises,
      evidence: wordsOf('9007'),
      witness: says('AllowAccessOwnMailboxOnly'),
    },
    {
      id: 'own/self-issued-user',
      what: '`MSExchange.SelfIssued.V1` names the user by `smtp` or `puid`: 2023 without, `{0}` being `appid`',
      versions: versions.onPremises,
      evidence: wordsOf('2023'),
      witness: says('NoSmtpOrPuidClaimFound'),
    },
    {
      id: 'own/audience',
      what: 'V1Callback and V1ExchangeSelfIssued have an audience of either form',
      versions: versions.onPremises,
      evidence: inferred('nothing; which form Exchange writes is not known'),
      witness: kinds(own),
    },
  ],
};
