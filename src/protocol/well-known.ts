/**
 * Identifiers that Exchange, ACS and their clients know by heart (facts/oauth-inbound §3, "Well-known ids").
 * A wire string stands here once and nowhere else.
 */

/** Application id of Exchange, on-premises and online; the ServiceName of every organisation. */
export const exchangeApplicationId = '00000002-0000-0ff1-ce00-000000000000';

/** Application ids of SharePoint, and of Lync and Skype for Business. */
export const sharePointApplicationId = '00000003-0000-0ff1-ce00-000000000000';
export const lyncApplicationId = '00000004-0000-0ff1-ce00-000000000000';
/** full_access_as_app of Exchange Online: the application role that the dedicated hybrid app needs (facts/oauth-outbound-admin §3.8). */
export const fullAccessAsApp = 'dc890d15-9560-4a4c-9b7f-a736ec74ec40';

/** Issuer id of the Access Control Service. */
export const acsIssuerId = '00000001-0000-0000-c000-000000000000';

/** Host of ACS; part of the audience of a client assertion. */
export const acsHost = 'accounts.accesscontrol.windows.net';

/** Token kinds a newer server offers in its challenge (facts/oauth-inbound §2.1). */
export const appAssertedUser = 'app_asserted_user_v1';
export const serviceAssertedApp = 'service_asserted_app_v1';
export const challengeTokenTypes = `${appAssertedUser} ${serviceAssertedApp}`;

/** The `ver` of tokens that Exchange issues to itself (facts/oauth-inbound §1.4 step 5). */
export const selfIssuedVersion = 'MSExchange.SelfIssued.V1';

/** The `version` in the context of a callback token (facts/oauth-inbound §3.8). */
export const callbackVersion = 'ExIdTok.V1';

/** A callback token's `scope` names the one item it is for behind this word (inferred from facts/oauth-inbound §3, claim names). */
export const itemScopePrefix = 'ParentItemId:';

/** Name identifier issuers: who vouches for `nameid` (facts/oauth-inbound §1.4, "User claims"). */
export const nameIdIssuers = {
  microsoftOnline: 'urn:federation:MicrosoftOnline',
  orgId: 'urn:office:idp:orgid',
  activeDirectory: 'urn:office:idp:activedirectory',
} as const;

/** Grant type of a token request to ACS (facts/oauth-inbound §4.4). */
export const jwtBearerGrant = 'http://oauth.net/grant_type/jwt/1.0/bearer';

/** Every realm: a server that trusts an issuer for whatever tenant. */
export const anyRealm = '*';

/** Entra's issuer for a tenant's V1 tokens; `{tenantid}` stands for the tenant (facts/oauth-inbound §1.4, V1 issuer). */
export const entraIssuerTemplate = 'https://sts.windows.net/{tenantid}/';

/** Paths of an Exchange server and of the token service. */
export const paths = {
  ews: '/ews/Exchange.asmx',
  ewsHealthCheck: '/ews/healthcheck.htm',
  ewsWsdl: '/EWS/Services.wsdl',
  ewsMessagesSchema: '/ews/messages.xsd',
  ewsTypesSchema: '/ews/types.xsd',
  autodiscover: '/autodiscover/autodiscover.svc',
  autodiscoverXml: '/autodiscover/autodiscover.xml',
  exchangeMetadata: '/autodiscover/metadata/json/1',
} as const;

/** User agent of Test-OAuthConnectivity (seed page, IIS line). */
export const probeUserAgent = 'AMProbe/OAUTH/Exchange';

/** `id@realm`, the form of an issuer and of a `nameid`. */
export function qualify(id: string, realm: string): string {
  return `${id}@${realm}`;
}

/** Path of a tenant's ACS metadata document. */
export function acsMetadataPath(tenant: string): string {
  return `/${tenant}/metadata/json/1`;
}

/** Path of a partner application's metadata document. */
export function partnerMetadataPath(): string {
  return '/metadata/json/1';
}

/** All of its paths, in lower case: SharePoint's documents have it below `_layouts/15` as well. */
export function partnerMetadataPaths(): readonly string[] {
  return [partnerMetadataPath(), `/_layouts/15${partnerMetadataPath()}`];
}

/** Path of a tenant's ACS token endpoint. */
export function acsTokenPath(tenant: string): string {
  return `/${tenant}/tokens/OAuth/2`;
}

/** Path of a tenant's WS-Federation metadata at Entra. */
export function federationMetadataPath(tenant: string): string {
  return `/${tenant}/federationmetadata/2007-06/federationmetadata.xml`;
}

/** Outlook mobile, as Test-HMAEAS uses it (facts/oauth-inbound §3.6). */
export const outlookMobileApplicationId = '27922004-5251-4030-b22d-91ecd9a37ea4';
