import {
  type Behaviour,
  capture,
  document,
  inferred,
  observed2013,
  type Subject,
  seedPage,
  testsOf,
  versions,
} from '../rows.js';

const cloud = testsOf('cloud');

const good = cloud('a good assertion gets a token that verifies against the published key');
const entraWording = inferred('Entra wording, in public threads; not seen of ACS (facts/oauth-outbound-admin §1.8)');
const refusals = cloud('every refusal of the token service');
const endpoint = cloud('the token endpoint takes a form by POST, at its own hosts');

function refused(title: string): Behaviour['witness'] {
  return `${refusals} > ${title}`;
}

/** ACS, and what of Entra is in it. */
export const tokenService: Subject = {
  title: 'The token service (ACS)',
  rows: [
    {
      id: 'acs/request',
      what: '`POST /{tenant}/tokens/OAuth/2` with a form: `grant_type=http://oauth.net/grant_type/jwt/1.0/bearer`, `assertion`, `resource`',
      versions: versions.online,
      evidence: observed2013('facts/oauth-inbound §4.4: its requests'),
      witness: good,
    },
    {
      id: 'acs/answer',
      what: '`access_token`, `expires_in`, `expires_on`, `not_before`, `resource`, `token_type`; the numbers are strings',
      versions: versions.online,
      evidence: inferred(
        'Exchange reads `access_token` and `expires_in`; the others are those of ACS as OAuth 2.0 clients know it, no live answer was seen',
      ),
      witness: good,
    },
    {
      id: 'acs/signature',
      what: 'The token is signed with the key of the metadata document: RS256, `x5t` and `kid` name it',
      versions: versions.online,
      evidence: capture('facts/oauth-inbound §3.2', 'slides'),
      witness: good,
    },
    {
      id: 'acs/host-not-spn',
      what: "The host of the resource need not be among the application's ServicePrincipalNames",
      versions: versions.online,
      evidence: seedPage('"AUD-Name nicht im MSOLServicePrinzipalname erforderlich"'),
      witness: testsOf('hybrid')('the seed page’s conclusions: what may be wrong without breaking anything'),
    },
    {
      id: 'acs/error-form',
      what: 'Errors are JSON: `error`, then `error_description`',
      versions: versions.online,
      evidence: document('facts/oauth-inbound §4.4', 'freeBusy', 'modernAuth'),
      witness: refusals,
    },
    {
      id: 'acs/key-not-found',
      what: "`invalid_client`, `AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '…'.`, the bracket left open",
      versions: versions.online,
      evidence: document('facts/oauth-inbound §4.4', 'freeBusy'),
      witness: refused('a key that is not in the tenant'),
    },
    {
      id: 'acs/signature-wrong',
      what: "`[Reason - The key was found, but use of the key to verify the signature failed., Thumbprint of key used by client: '…'.]`",
      versions: versions.online,
      evidence: entraWording,
      witness: refused('another key under the same thumbprint'),
    },
    {
      id: 'acs/out-of-time',
      what: '`AADSTS700024: Client assertion is not within its valid time range`; the current time behind it is shortened',
      versions: versions.online,
      evidence: entraWording,
      witness: refused('expired'),
    },
    {
      id: 'acs/skew',
      what: 'Five minutes are granted to the times of an assertion',
      versions: versions.online,
      evidence: inferred("Entra's usual skew"),
      witness: cloud('a time within five minutes is good'),
    },
    {
      id: 'acs/application-unknown',
      what: "`unauthorized_client`, `AADSTS700016: Application with identifier '…' was not found in the directory '…'.`",
      versions: versions.online,
      evidence: entraWording,
      witness: refused('an application that the tenant has not'),
    },
    {
      id: 'acs/resource-unknown',
      what: '`invalid_resource`, `AADSTS500011: The resource principal named … was not found in the tenant named …. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`',
      versions: versions.online,
      evidence: document('facts/oauth-inbound §4.4', 'modernAuth'),
      witness: refusals,
    },
    {
      id: 'acs/tenant-unknown',
      what: "`AADSTS90002: Tenant '…' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`",
      versions: versions.online,
      evidence: inferred("Entra's words; what ACS answers for a tenant it does not know was not seen"),
      witness: cloud('the ACS metadata document, by tenant id and by every domain'),
    },
    {
      id: 'acs/parameter-missing',
      what: "`AADSTS900144: The request body must contain the following parameter: '…'.`",
      versions: versions.online,
      evidence: entraWording,
      witness: endpoint,
    },
    {
      id: 'acs/grant',
      what: "`unsupported_grant_type`, `AADSTS70003: The app requested an unsupported grant type '…'.`",
      versions: versions.online,
      evidence: entraWording,
      witness: refusals,
    },
    {
      id: 'acs/unreadable',
      what: '`AADSTS50027: JWT token is invalid or malformed.`, then words of ours',
      versions: versions.online,
      evidence: inferred('Entra wording as far as the number; what stands behind it was not seen'),
      witness: refused('an issuer without tenant'),
    },
    {
      id: 'acs/status',
      what: '401 for what proves nothing, 400 for what is not asked for rightly',
      versions: versions.online,
      evidence: inferred('RFC 6749 §5.2'),
      witness: refusals,
    },
    {
      id: 'acs/headers',
      what: '`Cache-Control: no-cache, no-store`, `Content-Type: application/json; charset=utf-8`, `Server: Microsoft-IIS/10.0`',
      versions: versions.online,
      evidence: inferred('nothing; no live answer was seen'),
      witness: testsOf('manners')('what the cloud says of itself > the token service'),
    },
    {
      id: 'acs/hosts',
      what: 'The endpoints are at accounts.accesscontrol.windows.net, login.windows.net and login.microsoftonline.com, not at Exchange Online',
      versions: versions.online,
      evidence: document('facts/oauth-inbound §4.1', 'configureOAuth'),
      witness: endpoint,
    },
    {
      id: 'acs/certificate-not-uploaded',
      what: 'An auth certificate that is not in the tenant breaks the way to the cloud, not the way back',
      versions: versions.all,
      evidence: document('facts/oauth-outbound-admin §1.8, F17', 'freeBusy'),
      witness: testsOf('hybrid')(
        'an auth certificate that is not in the cloud breaks the way to the cloud, and only that',
      ),
    },
  ],
};
