import { capture, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const exchange = testsOf('exchange');
const judgement = testsOf('judgement');
const protocol = testsOf('protocol');
const manners = testsOf('manners');

const partners = 'a lab with more partners';
const offered = exchange('the virtual directory decides what else is offered, and whether Bearer is');
const written = protocol(
  'the Bearer challenge is written with Exchange’s parameters in Exchange’s order (facts/oauth-inbound §2.1)',
);

/** WWW-Authenticate of a 401. */
export const challenge: Subject = {
  title: 'The challenge',
  rows: [
    {
      id: 'challenge/parameters',
      what: '`Bearer client_id="…", trusted_issuers="…", token_types="…", authorization_uri="…", error="invalid_token"`: this order, a comma and a blank between two parameters; what has no value is left out',
      versions: versions.newerOnPremises,
      evidence: capture('facts/oauth-inbound §2.1', 'hma', 'skype'),
      witness: written,
    },
    {
      id: 'challenge/token-types',
      what: '`token_types="app_asserted_user_v1 service_asserted_app_v1"`',
      versions: versions.newer,
      evidence: capture('facts/oauth-inbound §2.1', 'hma', 'skype', 'qaFlighting'),
      witness: judgement(`${partners} > names them in the challenge, and the authorization endpoint of HMA`),
    },
    {
      id: 'challenge/2013',
      what: 'There is no `token_types`',
      versions: versions.only2013,
      evidence: observed2013('facts/oauth-inbound §0'),
      witness: manners('Exchange 2013 shows its age in an empty Bearer’s answer'),
    },
    {
      id: 'challenge/issuers',
      what: '`trusted_issuers` is one quoted list, `id@realm` joined by a comma without blank, `id@*` where the realm is empty',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §2.1', 'hma', 'xoauth'),
      witness: judgement(`${partners} > names them in the challenge, and the authorization endpoint of HMA`),
    },
    {
      id: 'challenge/issuers-order',
      what: 'Auth servers of type MicrosoftACS by realm, then partner applications that sign for themselves; those of type AzureAD and ADFS are not listed, nor is the organisation itself',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §2.1'),
      witness: judgement(`${partners} > names them in the challenge, and the authorization endpoint of HMA`),
    },
    {
      id: 'challenge/hidden-realm',
      what: 'The realm `00000002-0000-0ff1-ce00-200000000000` is never listed',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §2.1'),
      witness: manners('who is not named in the challenge > an issuer of the realm that Exchange hides'),
    },
    {
      id: 'challenge/no-keys',
      what: 'An issuer without a certificate that can be read drops out of trust and out of the list; its tokens are of an unknown issuer',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §2.1, §5'),
      witness: manners(
        'who is not named in the challenge > an issuer without a certificate that can be read, whose tokens are of nobody',
      ),
    },
    {
      id: 'challenge/authorization-uri',
      what: '`authorization_uri="https://login.windows.net/common/oauth2/authorize"` where one auth server of type AzureAD or ADFS is the default authorization endpoint',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-inbound §2.1, §2.3 B', 'hma'),
      witness: judgement(`${partners} > names them in the challenge, and the authorization endpoint of HMA`),
    },
    {
      id: 'challenge/two-endpoints',
      what: 'No `authorization_uri` where more than one is the default',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §2.1'),
      witness: manners('who is not named in the challenge > an authorization endpoint, when two are the default'),
    },
    {
      id: 'challenge/by-place',
      what: 'A refusal of the OAuth module keeps `authorization_uri`, one of the user lookup has none',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §2.1'),
      witness: judgement(
        `${partners} > leaves the endpoint out of a refusal at routing, keeps it in one of the module`,
      ),
    },
    {
      id: 'challenge/error',
      what: '`error="invalid_token"`, whatever the category of the refusal',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §2.1, §2.3 A, C, D', 'skype', 'hma', 'qaFlighting'),
      witness: judgement(
        'each thing that can be wrong with a signed token has its refusal, in both kinds and both personalities > an unknown application',
      ),
    },
    {
      id: 'challenge/schemes',
      what: 'Bearer, Negotiate, NTLM, Basic: a header each, in this order, in refusals too',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-inbound §2.3 A', 'skype', 'wino'),
      witness: offered,
    },
    {
      id: 'challenge/basic-realm',
      what: '`Basic realm="owa.msxfaq.de"`: the host of the request',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-inbound §2.3 A, B', 'skype', 'hma'),
      witness: offered,
    },
    {
      id: 'challenge/oauth-off',
      what: 'Where OAuth is off on the virtual directory there is no Bearer, not even for an empty Bearer or a token',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-inbound §2.2', 'easTool'),
      witness: offered,
    },
    {
      id: 'challenge/exchange-online',
      what: '`trusted_issuers="00000001-0000-0000-c000-000000000000@*"`, `authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"`, then `Basic Realm=""`',
      versions: versions.online,
      evidence: capture('facts/oauth-outbound-admin §1.6', 'slides'),
      witness: testsOf('cloud')('Exchange Online challenges as facts/oauth-outbound-admin §1.6 has it'),
    },
    {
      id: 'challenge/empty-bearer',
      what: 'An empty `Authorization: Bearer` gets the challenge alone: no `error`, no `x-ms-diagnostics`',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §1.4 step 3, §2.3 B, F', 'hma', 'xoauth'),
      witness: exchange('an empty Bearer is answered with the challenge alone, at any spelling of the path'),
    },
    {
      id: 'challenge/anonymous',
      what: 'Without `Authorization` Exchange does nothing and IIS offers what else is on (with `--strict`)',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-inbound §1.4 step 1, §2.3 E', 'ewsJs'),
      witness: exchange(
        'leniencies are on by default and named in the steps; strict is as a real server > a request without Authorization',
      ),
    },
    {
      id: 'challenge/other-scheme',
      what: 'Another scheme than Bearer is as good as none',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §1.4 step 2'),
      witness: judgement('the word Bearer counts in any case, with or without blanks behind it'),
    },
    {
      id: 'challenge/bearer-case',
      what: 'The word Bearer counts in any case, blanks around the token do not matter, nor does a missing one',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §1.4 step 2'),
      witness: judgement('the word Bearer counts in any case, with or without blanks behind it'),
    },
    {
      id: 'challenge/paths',
      what: 'Paths are taken in any case and decoded, with dot segments and double slashes resolved',
      versions: versions.onPremises,
      evidence: inferred('http.sys hands on canonical paths; that it folds double slashes is a guess'),
      witness: exchange('an empty Bearer is answered with the challenge alone, at any spelling of the path'),
    },
    {
      id: 'challenge/autodiscover',
      what: 'Autodiscover stands behind the same door as EWS',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §2.3 A', 'skype'),
      witness: exchange('an empty Bearer is answered with the challenge alone, at any spelling of the path'),
    },
  ],
};
