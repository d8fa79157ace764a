import { type Behaviour, capture, document, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const judgement = testsOf('judgement');
const protocol = testsOf('protocol');
const manners = testsOf('manners');
const tested = testsOf('kinds');

const unreadable = judgement('what is no token at all is refused while reading it');
const parts = judgement('signed and unsigned parts in the wrong place');
const own = tested('tokens that Exchange issues itself');
const hma = tested('Hybrid Modern Authentication: V1 act-as');
function kind(id: string, what: string, witness: Behaviour['witness']): Behaviour {
  return {
    id: `kinds/${id}`,
    what,
    versions: versions.all,
    evidence: observed2013('facts/oauth-inbound §1.4 step 5'),
    witness,
  };
}

/** From the text behind Bearer to a kind of token. */
export const kinds: Subject = {
  title: 'Reading a token, and kinds of tokens',
  rows: [
    {
      id: 'kinds/not-compact',
      what: "`Jwt10204: '…' cannot read this string: '…'.%0aThe string needs to be in compact JSON format, which is of the form: '<Base64UrlEncodedHeader>.<Base64UrlEndcodedPayload>.<OPTIONAL, Base64UrlEncodedSignature>'.`, the misspelling included",
      versions: versions.all,
      evidence: document('facts/oauth-inbound §1.4 step 5', 'jwtLibrary'),
      witness: unreadable,
    },
    {
      id: 'kinds/not-json',
      what: "`Jwt10113: Unable to decode the 'payload': '…' as Base64url encoded string. jwtEncodedString: '…'.`",
      versions: versions.all,
      evidence: document('facts/oauth-inbound §1.4 step 5', 'jwtLibrary'),
      witness: unreadable,
    },
    {
      id: 'kinds/unreadable-actor',
      what: 'An actor token that can’t be read is refused in the same words',
      versions: versions.all,
      evidence: inferred('both are read by the same library'),
      witness: unreadable,
    },
    {
      id: 'kinds/nesting',
      what: 'Claims nested deeper than 100 levels are no JSON to Exchange',
      versions: versions.all,
      evidence: inferred('the RecursionLimit of the JSON reader that the JWT library uses'),
      witness: protocol('claims nested deeper than .NET reads are no token: nothing later has to survive them'),
    },
    kind('self-issued-v1', '`ver` is `MSExchange.SelfIssued.V1`: V1ExchangeSelfIssued, whatever else is in it', own),
    kind(
      'other-version',
      "Another `ver` than `1.0`, Entra's `2.0` for one, ends in `2000007`, `An unexpected error occurred.`",
      testsOf('refusals')('every refusal, as Exchange 2013 says it > UnexpectedErrorOccurred'),
    ),
    kind('v1-callback', '`ver` 1.0 and `msexchcallback`: V1Callback', own),
    kind('v1-act-as', '`ver` 1.0 and `scp`: V1AppActAs, a user’s token of Hybrid Modern Authentication', hma),
    kind('v1-app-only', '`ver` 1.0 and `appid`: V1AppOnly', tested('an application’s own token: V1 app-only')),
    kind(
      'v1-id',
      '`ver` 1.0 and none of these: V1IdToken',
      tested('an id token has no scope: the door lets it in, the web service does not'),
    ),
    kind('callback', 'No `ver`, but `appctx`: Callback', own),
    {
      id: 'kinds/act-as',
      what: 'No `ver`, but `actortoken`: S2SAppActAs; the user context must be unsigned, the actor token signed',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4 step 5'),
      witness: parts,
    },
    {
      id: 'kinds/app-only',
      what: 'None of these claims: S2SAppOnly, the application itself',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4 step 5, §3.3'),
      witness: judgement('an app-only token is let in, and EWS says what it lacks'),
    },
    {
      id: 'kinds/strings',
      what: 'A claim counts only if it is a JSON string',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.4 step 5'),
      witness: judgement('a claim counts only if it is a string'),
    },
    {
      id: 'kinds/lone-unsigned',
      what: 'A token that is unsigned and has no actor token is refused for its signature',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.3, 1001'),
      witness: parts,
    },
    {
      id: 'kinds/outer-header',
      what: '`{"typ":"JWT","alg":"none"}`, and the token ends with a dot',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §3.1', 'slides', 'xoauth'),
      witness: testsOf('connectivity')(
        'on the wire > the user token is unsigned, good for 8 hours, and holds the actor token as it was issued',
      ),
    },
    {
      id: 'kinds/outer-claims',
      what: 'User context: `iss`, `aud`, `iat`, `nbf`, `exp`, `nameid`, `nii`, `upn`, `smtp`, `sip` where there is one, `actortoken`',
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §3.1', 'slides'),
      witness: testsOf('control')('tokens made to measure > the defaults get in at the front door'),
    },
    {
      id: 'kinds/actor-claims',
      what: 'Actor token: RS256 with `x5t` and `kid`; `aud`, `iss`, `iat`, `nbf`, `exp`, `identityprovider`, `nameid`, `oid`, `sub`, `trustedfordelegation` and `xms_spcu`, both `"true"` as a string',
      versions: versions.online,
      evidence: capture('facts/oauth-inbound §3.2', 'slides'),
      witness: manners('what the lab’s tokens hold > the actor token of ACS'),
    },
    {
      id: 'kinds/self-issued',
      what: 'A token an application signs for itself: `iss`, `aud`, `nbf`, `exp`, `nameid`, `trustedfordelegation`; RS256 with `x5t`, no `kid`',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §3.4'),
      witness: manners('what the lab’s tokens hold > a token that Exchange signs for itself'),
    },
    {
      id: 'kinds/hma',
      what: '`ver` 1.0, `aud` `https://{host}/`, `iss` `https://sts.windows.net/{tenant}/`, `tid`, `scp` `user_impersonation`, `appid` `27922004-5251-4030-b22d-91ecd9a37ea4`, `upn`',
      versions: versions.onPremises,
      evidence: inferred("what Exchange's checks ask for; no decoded sample of an on-premises token is public"),
      witness: manners('what the lab’s tokens hold > a token of Hybrid Modern Authentication'),
    },
    {
      id: 'kinds/callback-claims',
      what: 'Callback token: `iss` `00000002-0000-0ff1-ce00-000000000000@{host}`, `appctx` with `msexchuid`, `version` `ExIdTok.V1` and `amurl` `https://{host}:443/autodiscover/metadata/json/1`',
      versions: versions.all,
      evidence: document('facts/oauth-inbound §3.8: Microsoft, Outlook add-in identity tokens'),
      witness: manners('what the lab’s tokens hold > a callback token'),
    },
  ],
};
