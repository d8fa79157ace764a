import { capture, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const kinds = testsOf('kinds');

const says = (title: string) => testsOf('refusals')(`every refusal, as newer builds says it > ${title}`);
const inCloud = (title: string) => testsOf('refusals')(`every refusal, as Exchange Online says it > ${title}`);
const urls = kinds(
  'Hybrid Modern Authentication: V1 act-as > the audience’s path, case and default port do not matter, its scheme does',
);
const alone = kinds('an application’s own token: V1 app-only');
const observed = observed2013('facts/oauth-inbound §1.4');

/** V1 tokens: Hybrid Modern Authentication, and applications of Entra and AD FS. */
export const v1: Subject = {
  title: 'Tokens of Entra and AD FS (V1)',
  rows: [
    {
      id: 'v1/profiles',
      what: 'EWS takes `S2SAppActAs`, `S2SAppOnly`, `V1AppActAs`, `V1AppOnly` and `Callback`, scopes and roles `*`: `OAuthHttpModule.Profiles`, `V1AppScopes`, `V1AppRoles` of its web.config',
      versions: versions.onPremises,
      evidence: inferred(
        'a web.config of Exchange 2019 (facts/oauth-outbound-admin §5.5, CSS-Exchange) has them; for others than 2019, and against the default `user_impersonation` of a directory without the setting, they are taken to be the same',
      ),
      witness: kinds('which kinds an EWS directory takes after setup'),
    },
    {
      id: 'v1/profiles-words',
      what: "The newer refusal names the kind: `This token profile 'V1Callback' is not applicable for the current protocol`",
      versions: versions.newer,
      evidence: capture('facts/oauth-inbound §0', 'css'),
      witness: says('TokenProfileNotApplicable'),
    },
    {
      id: 'v1/profiles-online',
      what: 'Exchange Online takes those of an on-premises EWS, callbacks aside',
      versions: versions.online,
      evidence: inferred('nothing; they are not published'),
      witness: kinds('Hybrid Modern Authentication: V1 act-as > Exchange Online takes Entra’s tokens too'),
    },
    {
      id: 'v1/audience',
      what: 'The audience is an absolute URL; scheme, host and port are compared with the request, its path, case and default port do not matter',
      versions: versions.all,
      evidence: observed,
      witness: urls,
    },
    {
      id: 'v1/audience-words',
      what: "`Expected 'https://owa.msxfaq.de'. Actual 'http://owa.msxfaq.de'.`: Expected is the audience, the other way round than for server-to-server tokens; what SSL offloading looks like",
      versions: versions.all,
      evidence: capture('facts/oauth-inbound §1.4, V1 audience', 'hma'),
      witness: says(
        'UnexpectedHostNameInAudience: a V1 token behind SSL offloading: Expected and Actual the other way round',
      ),
    },
    {
      id: 'v1/audience-no-host',
      what: 'A request without Host gets the single-value text',
      versions: versions.newer,
      evidence: inferred('that text quotes a URL'),
      witness: says('UnexpectedHostNameInUrlAudience: a V1 token'),
    },
    {
      id: 'v1/issuer',
      what: 'The issuer is an absolute URI: that of an enabled auth server of type AzureAD or ADFS, `{tenantid}` in it being the claim `tid`',
      versions: versions.onPremises,
      evidence: observed,
      witness: says('NoConfiguredIssuerMatched: a V1 token'),
    },
    {
      id: 'v1/tenant',
      what: 'An unknown `tid` gets the words for a realm; a missing one is fine on-premises',
      versions: versions.onPremises,
      evidence: observed,
      witness: says('OrganizationIdNotFoundFromRealm: the tenant of a V1 token'),
    },
    {
      id: 'v1/tenant-online',
      what: 'In Exchange Online an unknown `tid` is a context-id, a missing one a refusal of its own',
      versions: versions.online,
      evidence: inferred("5001 and 5003 can't come from an on-premises server"),
      witness: inCloud('ExternalOrgIdNotFound'),
    },
    {
      id: 'v1/scopes',
      what: "Of `scp` counts what `V1AppScopes` names; nothing of it: `The token has invalid value 'scp' for the claim type '…'.`, the arguments the wrong way round, as in Exchange",
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §1.3, 2021'),
      witness: says('InvalidClaimValueFound'),
    },
    {
      id: 'v1/scopes-empty',
      what: 'An empty `scp` is made up for by a linked account of the partner application',
      versions: versions.all,
      evidence: inferred('the words of 2024'),
      witness: kinds('Hybrid Modern Authentication: V1 act-as > an empty scope is made up for by a linked account'),
    },
    {
      id: 'v1/user',
      what: 'The user is found by `primarysid`, else `onprem_sid`; what is no SID is refused',
      versions: versions.onPremises,
      evidence: observed,
      witness: says('InvalidSidValue: primarysid'),
    },
    {
      id: 'v1/user-online',
      what: 'In Exchange Online by `puid`, `upn` or `smtp`',
      versions: versions.online,
      evidence: inferred('nothing; on-premises SIDs mean nothing there'),
      witness: kinds('Hybrid Modern Authentication: V1 act-as > Exchange Online takes Entra’s tokens too'),
    },
    {
      id: 'v1/roles',
      what: 'A token of the application alone needs `roles`, a list or a string, of those that `V1AppRoles` names',
      versions: versions.all,
      evidence: observed,
      witness: alone,
    },
    {
      id: 'v1/roles-missing',
      what: 'Without `roles`, a registered partner application needs a linked account (2024), another is refused for the claim',
      versions: versions.all,
      evidence: inferred(
        'newer builds were heard to say the words of 2024 of such an application (Jan Hajek); 2005 is what a missing claim gets elsewhere',
      ),
      witness: says('NoAuthorizationValuePresent: a partner application without roles and linked account'),
    },
    {
      id: 'v1/autodiscover',
      what: 'Autodiscover does not take a token of the application alone: 9005',
      versions: versions.all,
      evidence: inferred('the words of 9005'),
      witness: says('NotSupportedWithV1AppToken'),
    },
    {
      id: 'v1/modern-authentication-off',
      what: 'An empty Bearer with `X-User-Identity: user2@msxfaq.de`, an accepted domain, while OAuth2ClientProfileEnabled is `$false`: 401, `4000000`, the domain quoted',
      versions: versions.onPremises,
      evidence: capture('facts/oauth-inbound §1.4 step 3', 'qaFlighting'),
      witness: kinds('Modern Authentication switched off: an empty Bearer that names the user is refused'),
    },
    {
      id: 'v1/asserted',
      what: "`ver` `app_asserted_user_v1`: an unsigned user context around the application's server-to-server or V1 token, judged like an act-as token",
      versions: versions.newer,
      evidence: inferred(
        'public source text builds such tokens (facts/oauth-inbound §3.7; `ver` too), how they are judged is not known',
      ),
      witness: kinds('the user asserted by an application, app_asserted_user_v1 > around an application’s V1 token'),
    },
    {
      id: 'v1/asserted-words',
      what: 'Its wrong host has the single-value text, its unknown application the words for `appid@tenant`',
      versions: versions.newer,
      evidence: inferred('that text quotes a URL, and Microsoft names it with tokens from the cloud'),
      witness: kinds(
        'the user asserted by an application, app_asserted_user_v1 > each thing that can be wrong has its refusal',
      ),
    },
    {
      id: 'v1/asserted-2013',
      what: 'It is a `ver` that is not known: `2000007`',
      versions: versions.only2013,
      evidence: observed2013('facts/oauth-inbound §0: 2013 does not offer it, and takes `ver` 1.0 alone'),
      witness: kinds('the user asserted by an application, app_asserted_user_v1'),
    },
  ],
};
