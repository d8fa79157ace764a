import { capture, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const exchange = testsOf('exchange');
const judgement = testsOf('judgement');
const protocol = testsOf('protocol');
const manners = testsOf('manners');

const signed = (title: string) =>
  judgement(
    `each thing that can be wrong with a signed token has its refusal, in both kinds and both personalities > ${title}`,
  );
const curl = exchange('curl sees the challenge as IIS writes it: names in their case, in their order, nothing else');
const noCurl = 'curl is not installed';
const answered = exchange('an answer carries the server’s headers, and the client’s request id when it asks for it');
const words = judgement('words from a token can’t break out of the header: control characters, quotes, any script');

/** Headers and body of Exchange's answers. */
export const headers: Subject = {
  title: 'x-ms-diagnostics and the other headers',
  rows: [
    {
      id: 'headers/diagnostics',
      what: '`x-ms-diagnostics: 2000003;reason="…";error_category="invalid_resource"`, no blank behind a semicolon',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §1.1', 'skype', 'hma'),
      witness: protocol('x-ms-diagnostics is written as Exchange writes it and read with the blanks of documentation'),
    },
    {
      id: 'headers/no-reason',
      what: '`2000001;error_category="invalid_token"`: the reason part is left out when there are no words',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §1.1'),
      witness: signed('no audience'),
    },
    {
      id: 'headers/control-characters',
      what: 'A newline in a reason is written `%0a`, other control characters likewise',
      versions: versions.all,
      evidence: inferred("ASP.NET's header encoding"),
      witness: words,
    },
    {
      id: 'headers/verbatim',
      what: 'Quotes and letters of any script stand in a reason as they came in the token (UTF-8)',
      versions: versions.all,
      evidence: inferred('the text was not seen to be escaped; the bytes of other scripts were not seen at all'),
      witness: words,
    },
    {
      id: 'headers/order-module',
      what: 'A refusal of the OAuth module: `request-id`, `x-ms-diagnostics`, `Server`, `X-FEServer`, the challenge, `X-Powered-By`',
      versions: versions.all,
      evidence: inferred(
        'captures of other virtual directories: diagnostics behind `request-id` (facts/oauth-inbound §2.3 A, D)',
      ),
      witness: signed('no audience'),
    },
    {
      id: 'headers/order-routing',
      what: 'A refusal of the user lookup: `x-ms-diagnostics` stands behind the Bearer challenge',
      versions: versions.all,
      evidence: inferred(
        'observed behaviour of Exchange 2013 tells the order of these two; the others as in the challenge',
      ),
      witness: judgement('who exists where decides what EWS says (design §2.2)'),
    },
    {
      id: 'headers/order-challenge',
      what: 'The challenge: `Server`, `request-id`, `X-FEServer`, `WWW-Authenticate`, `X-Powered-By`, `Date`, `Content-Length`, names in this case',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §2.3 E, F', 'ewsJs', 'xoauth'),
      witness: curl,
      mayBeSkipped: noCurl,
    },
    {
      id: 'headers/empty-body',
      what: 'The body of a 401 is empty, `Content-Length: 0`',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §2.3', 'hma', 'qaFlighting'),
      witness: signed('no audience'),
    },
    {
      id: 'headers/server',
      what: '`Server: Microsoft-IIS/10.0`',
      versions: versions.newer,
      evidence: capture('facts/oauth-inbound §2.3 B', 'hma'),
      witness: curl,
      mayBeSkipped: noCurl,
    },
    {
      id: 'headers/server-2013',
      what: '`Server: Microsoft-IIS/8.5`: Windows 2012 R2',
      versions: versions.only2013,
      evidence: capture('facts/oauth-inbound §2.3 A, E', 'skype', 'ewsJs'),
      witness: manners('Exchange 2013 shows its age in an empty Bearer’s answer'),
    },
    {
      id: 'headers/fe-server',
      what: '`X-FEServer: EX01`, the front end by its NetBIOS name',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §2.3 D, E', 'qaFlighting', 'ewsJs'),
      witness: curl,
      mayBeSkipped: noCurl,
    },
    {
      id: 'headers/fe-server-online',
      what: '`X-FEServer: FR2P281CA0001`',
      versions: versions.online,
      evidence: inferred("the shape of the seed page's data centre, FR2P281"),
      witness: manners('what the cloud says of itself > Exchange Online'),
    },
    {
      id: 'headers/powered-by',
      what: '`X-Powered-By: ASP.NET`',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §2.3 B, E', 'hma', 'ewsJs'),
      witness: signed('no audience'),
    },
    {
      id: 'headers/request-id',
      what: "`request-id` is a GUID of the server's own, whatever the client sent under this name",
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §2.3', 'skype', 'hma'),
      witness: answered,
    },
    {
      id: 'headers/client-request-id',
      what: '`client-request-id` comes back with `return-client-request-id: true` only',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §2.3'),
      witness: answered,
    },
    {
      id: 'headers/back-end',
      what: "`X-CalculatedBETarget`, `X-DiagInfo`, `X-BEServer` stand on the back end's answers, not on a 401 of the front end",
      versions: versions.all,
      evidence: inferred(
        '`X-CalculatedBETarget` was observed to be set after routing only (facts/oauth-inbound §2.3 G)',
      ),
      witness: answered,
    },
    {
      id: 'headers/asp-net',
      what: '`Cache-Control: private` and `X-AspNet-Version: 4.0.30319` on answers of the application',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §2.3 H', 'gist'),
      witness: answered,
    },
  ],
};
