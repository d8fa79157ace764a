import { document, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const exchange = testsOf('exchange');
const cloud = testsOf('cloud');
const protocol = testsOf('protocol');
const shell = testsOf('shell');
const manners = testsOf('manners');

const own = exchange(
  'what other virtual directories answer > the metadata document has the key of the auth certificate',
);
const acs = cloud('the ACS metadata document, by tenant id and by every domain');
const federation = cloud('the federation metadata that an auth server of type AzureAD is made from');
const said = shell('every cmdlet says in a sentence what it can’t do, in the words of its side');

/** The documents that Exchange and the token service publish, and how Exchange reads them. */
export const metadata: Subject = {
  title: 'Metadata documents',
  rows: [
    {
      id: 'metadata/exchange',
      what: '`/autodiscover/metadata/json/1`, to anybody: `id`, `version` 1.0, `name` Exchange, `realm`, `serviceName`, `issuer`, `allowedAudiences`, `keys`, `endpoints`',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §4.3'),
      witness: own,
    },
    {
      id: 'metadata/exchange-realm',
      what: 'Its realm is that of Get-AuthConfig, else the default accepted domain',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §4.3'),
      witness: own,
    },
    {
      id: 'metadata/exchange-keys',
      what: 'Its keys: the current and the previous auth certificate, unexpired, never the next one',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §4.3'),
      witness: exchange(
        'of the auth certificates, current and previous are published, next counts too, expired ones are not published',
      ),
    },
    {
      id: 'metadata/exchange-endpoint',
      what: 'Its endpoint is its own address, `"protocol":"OAuth2","usage":"metadata"`',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §4.3'),
      witness: own,
    },
    {
      id: 'metadata/acs',
      what: '`/{tenant}/metadata/json/1`, by tenant id or any domain of the tenant; `serviceName` `00000001-0000-0000-c000-000000000000`',
      versions: versions.online,
      evidence: document('facts/oauth-inbound §4.2; no live document was captured', 'configureOAuth'),
      witness: acs,
    },
    {
      id: 'metadata/acs-endpoint',
      what: '`https://accounts.accesscontrol.windows.net/{tenant}/tokens/OAuth/2`, `"protocol":"OAuth2","usage":"issuance"`',
      versions: versions.online,
      evidence: document('facts/oauth-inbound §4.2, §4.5', 'freeBusy'),
      witness: acs,
    },
    {
      id: 'metadata/acs-delegation',
      what: 'Where delegation tokens are issued (`DelegationIssuance1.0`): the same address',
      versions: versions.online,
      evidence: inferred('that it names such an endpoint is known, not its address'),
      witness: manners('what the cloud says of itself > the metadata document of ACS'),
    },
    {
      id: 'metadata/key',
      what: '`"usage":"signing"`, `keyinfo.x5t` the SHA-1 of the certificate, `keyvalue` of type `x509Certificate`',
      versions: versions.all,
      evidence: observed2013('facts/oauth-inbound §4.2'),
      witness: acs,
    },
    {
      id: 'metadata/read',
      what: 'Exchange wants a signing key of type `x509Certificate`, an endpoint of protocol OAuth2 and usage issuance, and an issuer `id@realm`',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §4.2'),
      witness: protocol('metadata documents are read, or say what they lack'),
    },
    {
      id: 'metadata/federation',
      what: '`/{tenant}/federationmetadata/2007-06/federationmetadata.xml` with entityID `https://sts.windows.net/{tenant}/` and the signing certificates; the real document is signed and longer',
      versions: versions.online,
      evidence: document('facts/oauth-inbound §4.1', 'configureOAuth'),
      witness: federation,
    },
    {
      id: 'metadata/federation-read',
      what: 'An auth server made from it: issuer and certificates of the document, endpoints `/common/oauth2/authorize` and `/common/oauth2/token` of its host',
      versions: versions.onPremises,
      evidence: inferred(
        "the seed page's EvoSts and the authorization_uri of captures have such endpoints; that the host of the document is theirs is inferred",
      ),
      witness: protocol('federation metadata is read back from what is written'),
    },
    {
      id: 'metadata/by-url',
      what: 'The URL tells the format: `federationmetadata` is XML, the rest is JSON',
      versions: versions.onPremises,
      evidence: observed2013('facts/oauth-inbound §4.1'),
      witness: federation,
    },
    {
      id: 'metadata/unreachable',
      what: "`Cannot acquire auth metadata document from '…'. Error: …`; what stands behind `Error:` is ours",
      versions: versions.onPremises,
      evidence: document('facts/oauth-inbound §4.4', 'tls'),
      witness: said,
    },
  ],
};
