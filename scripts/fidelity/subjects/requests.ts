import { capture, document, inferred, observed2013, type Subject, seedPage, testsOf, versions } from '../rows.js';

const connectivity = testsOf('connectivity');
const hybrid = testsOf('hybrid');
const network = testsOf('network');

const probe = connectivity(
  'on the wire > the same request goes out twice, first with an empty Bearer, path and port cut off',
);
const assertion = connectivity(
  'on the wire > the token request carries an assertion that jose verifies with the auth certificate',
);
const appOnly = connectivity(
  'on the wire > an app-only call sends the actor token alone, and asks Autodiscover for the domain where no mailbox is named',
);
const generic = connectivity('on the wire > Generic gets the URI as it was given');

/** What Test-OAuthConnectivity sends. */
export const requests: Subject = {
  title: 'Test-OAuthConnectivity: requests',
  rows: [
    {
      id: 'requests/twice',
      what: 'The same request goes out twice, first with an empty `Authorization: Bearer`, then with the token',
      versions: versions.all,
      evidence: seedPage('two entries in IIS; facts/oauth-outbound-admin §1.5'),
      witness: probe,
    },
    {
      id: 'requests/ews',
      what: 'EWS: `POST {scheme}://{host}/ews/Exchange.asmx`; path, query and port of TargetUri are cut off',
      versions: versions.all,
      evidence: seedPage('"alles nach dem Hostname wird abgeschnitten"; facts/oauth-inbound §6'),
      witness: probe,
    },
    {
      id: 'requests/headers',
      what: '`User-Agent: AMProbe/OAUTH/Exchange`, `Content-Type: text/xml`, `X-ExCompId: OauthPartnerProbe:`, `client-request-id` and `request-id` with the same GUID',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §6; the user agent is in the seed page’s IIS line'),
      witness: probe,
    },
    {
      id: 'requests/get-folder',
      what: 'SOAP GetFolder, IdOnly, inbox, RequestServerVersion `Exchange2012`',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §6'),
      witness: probe,
    },
    {
      id: 'requests/autod',
      what: 'AutoD: `POST /autodiscover/autodiscover.svc`, GetUserSettings for ExternalEwsUrl and ExternalEwsVersion, RequestedServerVersion `Exchange2013`, WS-Addressing Action and To',
      versions: versions.all,
      evidence: inferred('that it is GetUserSettings was observed; the message is that of the EWS Managed API'),
      witness: appOnly,
    },
    {
      id: 'requests/autod-domain',
      what: 'AppOnly without a mailbox asks Autodiscover for `@{domain}`; `InvalidUser` is as good as an answer then',
      versions: versions.all,
      evidence: observed2013('facts/ews-clients §3.1'),
      witness: appOnly,
    },
    {
      id: 'requests/autod-headers',
      what: 'AutoD has the same headers as EWS',
      versions: versions.all,
      evidence: inferred('those of EWS'),
      witness: hybrid('both directions, every service: challenge, token, answer'),
    },
    {
      id: 'requests/generic',
      what: 'Generic: GET of the URI as it was given',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §6'),
      witness: generic,
    },
    {
      id: 'requests/app-only',
      what: 'AppOnly sends what the token service issued as it is',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §3.3'),
      witness: appOnly,
    },
    {
      id: 'requests/user-cloud',
      what: 'From the cloud: `nameid` is the PUID (`10032001E2CBE43B`), `nii` `urn:federation:MicrosoftOnline`',
      versions: versions.online,
      evidence: capture('facts/oauth-inbound §3.1', 'slides'),
      witness: connectivity(
        'on the wire > the user token is unsigned, good for 8 hours, and holds the actor token as it was issued',
      ),
    },
    {
      id: 'requests/user-on-premises',
      what: 'From on-premises: `nameid` is the SID, `nii` `urn:office:idp:activedirectory`',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §3.1'),
      witness: testsOf('manners')('who asks on-premises is named by his SID'),
    },
    {
      id: 'requests/token-request',
      what: 'Token request: `client-request-id`, `return-client-request-id: True`, a form of `grant_type`, `assertion`, `resource`',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §4.4'),
      witness: assertion,
    },
    {
      id: 'requests/resource',
      what: '`resource=00000002-0000-0ff1-ce00-000000000000/{host}@{tenant}`',
      versions: versions.all,
      evidence: capture('facts/oauth-outbound-admin §1.6', 'slides'),
      witness: assertion,
    },
    {
      id: 'requests/assertion',
      what: 'Client assertion: `iss` `00000002-0000-0ff1-ce00-000000000000@{tenant}`, `aud` `00000001-0000-0000-c000-000000000000/accounts.accesscontrol.windows.net@{tenant}`, RS256 with the `x5t` of the current auth certificate',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §3.5; the log line of it was captured (slides 2025)'),
      witness: assertion,
    },
    {
      id: 'requests/tenant-of-mailbox',
      what: 'In the cloud the mailbox names the tenant, whose token service issues the token',
      versions: versions.online,
      evidence: seedPage('"fremder Tenant"; facts/oauth-outbound-admin §1.8, F07'),
      witness: hybrid('where the test runs: the target decides, -Session overrides, the mailbox names the tenant'),
    },
    {
      id: 'requests/no-redirect',
      what: 'A redirection is not followed',
      versions: versions.all,
      evidence: inferred('nothing; the text that the lab gives then is its own'),
      witness: network('the client follows no redirect'),
    },
    {
      id: 'requests/proxy',
      what: 'What comes from the cloud carries `X-Forwarded-For: 40.99.157.189` behind the reverse proxy',
      versions: versions.online,
      evidence: seedPage('IIS line'),
      witness: network('the proxy passes the request on as it came, with the client’s address added'),
    },
    {
      id: 'requests/tls',
      what: 'TLS 1.2 at least; a server that has 1.0 and 1.1 only is not talked to',
      versions: versions.online,
      evidence: document('facts/oauth-inbound §7', 'tls'),
      witness: hybrid('the seed page’s table of failures, each broken, mended and reset > tls-version'),
    },
    {
      id: 'requests/tls-newest',
      what: 'As a client up to TLS 1.2; a server that has 1.3 alone is not talked to',
      versions: versions.online,
      evidence: inferred('.NET Framework, unless told otherwise; what Exchange Online offers is not public'),
      witness: testsOf('network-lab')('TLS versions that the two sides have not in common, both ways'),
    },
  ],
};
