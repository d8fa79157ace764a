import { Buffer } from 'node:buffer';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import t from 'tap';
import type { Console } from '../src/cli/console.js';
import { main } from '../src/cli/main.js';
import { outboundErrors } from '../src/connectivity/outbound-errors.js';
import { explain } from '../src/evidence/explain/explain.js';
import { explanationText } from '../src/evidence/explain/explanation-text.js';
import { recognisers } from '../src/evidence/explain/recognisers.js';

const exchange = '00000002-0000-0ff1-ce00-000000000000';

/** Captures quoted in the facts and on the seed page, verbatim, and the cause that must come first. */
const captures: readonly {
  readonly of: string;
  readonly text: string;
  readonly cause: string | null;
  readonly part?: string;
}[] = [
  {
    of: 'F01, the seed page’s German line',
    text: "Test-OAuthConnectivity: Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|Der Vorgang konnte nicht ausgeführt werden, weil das Objekt 'noexouser@msxfaq.de' nicht auf 'FR2P281A07DC001.DEUP281A007.PROD.OUTLOOK.COM' gefunden wurde.",
    cause: 'mailbox-unknown',
    part: 'client',
  },
  {
    of: 'F02',
    text: "System.Net.WebException: The remote name could not be resolved: 'hybrid2.msxfaq.de'",
    cause: 'name-not-resolved',
    part: 'network',
  },
  {
    of: 'F03',
    text: 'System.Net.WebException: The remote server returned an error: (404) Not Found.',
    cause: 'not-exchange',
  },
  {
    of: 'F04',
    text: 'System.Net.WebException: The underlying connection was closed: An unexpected error occurred on a receive. ---> System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host',
    cause: 'connection-reset',
  },
  {
    of: 'F05',
    text: 'System.Net.WebException: The underlying connection was closed: An unexpected error occurred on a send. System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host.',
    cause: 'tls-version-outbound',
    part: 'client',
  },
  {
    of: 'F06',
    text: 'The request was aborted: Could not create SSL/TLS secure channel.',
    cause: 'tls-version-outbound',
  },
  {
    of: 'F07',
    text: `System.Net.WebException: The remote server returned an error: (401) Unauthorized.\n   at System.Net.HttpWebRequest.GetResponse(), diagnostics: 2000009;reason="The issuer of the token is unknown. Issuer was '00000001-0000-0000-c000-000000000000@07f001bb-c2be-4be8-bf1a-d8d1e5b069c6'.";error_category="invalid_issuer"`,
    cause: 'tenant-not-trusted',
    part: 'on-premises front end',
  },
  {
    of: 'F08',
    text: `diagnostics: 2000003;reason="The hostname component of the audience claim value 'https://owa.msxfaq.de' is invalid";error_category="invalid_resource"`,
    cause: 'host-header-missing',
  },
  {
    of: 'F09',
    text: `diagnostics: 2000003;reason="The hostname component of the audience claim value is invalid. Expected 'owa.msxfaq.de'. Actual 'hybrid.msxfaq.de'.";error_category="invalid_resource"`,
    cause: 'host-rewritten',
    part: 'network',
  },
  {
    of: 'F10',
    text: `2000003;reason="The hostname component of the audience claim value is invalid. Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.";error_category="invalid_resource"`,
    cause: 'ssl-offloading',
  },
  {
    of: 'F11',
    text: `2000003;reason="The audience claim value is invalid 'aud'.";error_category="invalid_resource"`,
    cause: 'audience-not-exchange',
  },
  {
    of: 'F12, with the blanks of documentation',
    text: 'System.Net.WebException: The remote server returned an error: (401) Unauthorized. Boolean reloadConfig, diagnostics: 2000000; reason="The token has an invalid signature.";error_category="invalid_signature".',
    cause: 'auth-server-keys-stale',
  },
  {
    of: 'F13',
    text: '…Boolean reloadConfig), diagnostics: 2000005;reason="The user specified by the user-context in the token does not exist.";error_category="invalid_user"',
    cause: 'user-not-found',
    part: 'user lookup',
  },
  {
    of: 'F14, the run-time sibling',
    text: 'Exception Proxy web request failed. , inner exception: The request failed with HTTP status 401: Unauthorized diagnostics: 2000005;reason= "The user specified by the user-context in the token is ambiguous." ;error_category="invalid_user"',
    cause: 'user-ambiguous',
  },
  {
    of: 'F15',
    text: "This token profile 'S2SAppActAs' is not applicable for the current protocol",
    cause: 'token-profile-not-allowed',
  },
  {
    of: 'F16',
    text: 'Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate.',
    cause: 'auth-certificate-missing',
    part: 'client',
  },
  {
    of: 'F17',
    text: "System.Net.WebException: The remote server returned an error: (401) Unauthorized.\nError: Unable to get token from Auth Server. Error code: 'invalid_client'. Description: 'AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '6CA65DC5D8B4DE8E9A0DA9A2B9C8E0A1B2C3D4E5'.",
    cause: 'auth-certificate-unknown-in-cloud',
    part: 'token service',
  },
  {
    of: 'F18, as JSON',
    text: '{"error":"invalid_client","error_description":"AADSTS700027: Client assertion contains an invalid signature. [Reason - The key was not found.]","error_codes":[700027]}',
    cause: 'auth-certificate-unknown-in-cloud',
  },
  { of: 'F19', text: 'AADSTS700024: Client assertion is not within its valid time range', cause: 'clock-off' },
  {
    of: 'F20',
    text: "AADSTS700016: Application with identifier 'a' was not found",
    cause: 'application-unknown-in-tenant',
  },
  {
    of: 'F21',
    text: '"error":"invalid_resource","error_description":"AADSTS500011: The resource principal named https://mail.contoso.com was not found in the tenant named contoso. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant."',
    cause: 'resource-principal-missing',
  },
  {
    of: 'F22, a Spanish server (Q&A 1629044)',
    text: `Detail      : La configuración se cargó correctamente a las 01/01/0001 0:00:00 UTC. Esto sucedió hace 1064113542 minutos.
              Se está borrando la caché del token porque "usar token de caché" se estableció en false.
              Registro Oauth saliente de Exchange:
              Id. de solicitud de cliente: 0b5b1de4-1c2f-4c6e-9b7e-5a8f0f3cf0b1
              Information:[OAuthCredentials:Authenticate] entering
              Information:[OAuthCredentials:Authenticate] challenge from 'https://partner.outlook.cn/ews/Exchange.asmx' received: Bearer client_id="${exchange}", trusted_issuers="00000001-0002-0000-c000-000000000000@*", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.chinacloudapi.cn/common/oauth2/authorize",Basic Realm=""
              Information:[OAuthTokenBuilder:GetAppToken] trusted_issuer does NOT include the auth server 'ACS - 07f001bb-c2be-4be8-bf1a-d8d1e5b069c6' ( having DomainName : System.Collections.Generic.List\`1[System.String] ): 00000001-0000-0000-c000-000000000000@088d0fa4-f80c-4793-9180-c43cfea99614, 
              Error:[OAuthTokenBuilder:GetAppToken] unable to continue building token; no locally configured issuer was in the trusted_issuer list, realm from challenge was also empty. trust_issuers was 00000001-0002-0000-c000-000000000000@*
              Error:The trusted issuers contained the following entries '00000001-0002-0000-c000-000000000000@*'. None of them are configured locally.

              Exchange detalles de respuesta:
              Mensaje de la respuesta HTTP: 
              Excepción:
              System.Net.WebException: Anulada la solicitud: La solicitud fue cancelada. ---> Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: The trusted issuers contained the following entries '00000001-0002-0000-c000-000000000000@*'. None of them are configured locally.`,
    cause: 'issuer-not-configured-locally',
    part: 'client',
  },
  {
    of: 'F23, §1.4 whole',
    text: `The configuration was last successfully loaded at 1/01/0001 12:00:00 a.m. UTC. This was 1063127577 minutes ago.
The token cache is being cleared because "use cached token" was set to false.
Exchange Outbound Oauth Log:
Client request ID: bc0ee239-d119-4b63-aa28-4a7355adbd62
Information:Using custom InternetWebProxy http://10.38.161.34:8080/.

Exchange Response Details:
HTTP response message: 
Exception:
System.Net.WebException: The remote server returned an error: (403) Forbidden.
   at System.Net.HttpWebRequest.GetRequestStream(TransportContext& context)
   at System.Net.HttpWebRequest.GetRequestStream()
   at Microsoft.Exchange.Monitoring.TestOAuthConnectivityHelper.SendExchangeOAuthRequest(ADUser user, String orgDomain, Uri targetUri, String& diagnosticMessage, Boolean appOnly, Boolean useCachedToken, Boolean reloadConfig)`,
    cause: 'web-proxy-refuses',
  },
  {
    of: 'F24, with the frame that the facts infer',
    text: 'This was 1065056271 minutes ago.\nException:\nSystem.Net.WebException: The remote server returned an error: (403) Forbidden.\n   at System.Net.HttpWebRequest.GetResponse()',
    cause: 'shared-principal-blocked',
    part: 'Exchange Online',
  },
  {
    of: 'F25',
    text: 'System.Net.WebException: The remote server returned an error: (500) Internal Server Error. at System.Net.HttpWebRequest.GetResponse() at Microsoft.Exchange.Monitoring.TestOAuthConnectivityHelper.SendExchangeOAuthRequest(',
    cause: 'linked-account-missing',
  },
  {
    of: 'F27',
    text: 'Exchange Outbound Oauth Log:\nClient request ID: x\n\nExchange Response Details:\nHTTP response message: \nException:\nSystem.Net.WebException: The remote server returned an error: (401) Unauthorized.\n   at System.Net.HttpWebRequest.GetResponse()',
    cause: 'pre-authentication',
  },
  // Run-time siblings
  {
    of: 'free/busy, EWS 401',
    text: 'Proxy web request failed. ,inner exception: The request failed with HTTP status 401: Unauthorized.',
    cause: 'pre-authentication',
  },
  {
    of: 'free/busy, Autodiscover 401',
    text: 'Autodiscover failed for email address. ,inner exception: The request failed with HTTP status 401: Unauthorized.',
    cause: 'pre-authentication',
  },
  {
    of: 'free/busy, Autodiscover 404',
    text: 'Autodiscover failed for email address user1@contoso.com with error System.Net.WebException: The request failed with HTTP status code 404 Not Found.',
    cause: 'discovery-endpoint-wrong',
  },
  {
    of: 'free/busy, no connection',
    text: 'Proxy web request failed. , inner exception: System.Net.WebException: Unable to connect to the remote server ; System.Net.Sockets.SocketException: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond 203.0.113.7:443',
    cause: 'connect-timeout',
  },
  {
    of: 'free/busy, firewall',
    text: 'Proxy web request failed. , inner exception: System.Net.WebException: The underlying connection was closed: An unexpected error occurred on a receive. … An existing connection was forcibly closed by the remote host.',
    cause: 'connection-reset',
  },
  {
    of: 'LID 47932',
    text: 'Configuration information for forest/domain contoso.com could not be found in Active Directory.',
    cause: 'intra-organization-connector-missing',
  },
  {
    of: 'LID 33676',
    text: "The response from the Autodiscover service at 'https://Autodiscover/Autodiscover.svc/WSSecurity' failed due to an error in user setting 'ExternalEwsUrl'. Error message: InvalidUser.",
    cause: 'address-of-tenant-missing',
  },
  {
    of: 'LID 47652',
    text: 'Microsoft.Exchange.InfoWorker.Common.Availability.NoFreeBusyAccessException: The caller does not have access to free/busy data.',
    cause: 'calendar-permission-missing',
  },
  {
    of: 'linked account',
    text: 'System.Web.Services.Protocols.SoapException: The application is missing a linked account for RBAC roles, or the linked account has no RBAC role assignments, or the calling users account is logon disabled.',
    cause: 'linked-account-missing',
    part: 'web service',
  },
  { of: 'WSSecurity', text: 'An error occurred when verifying security for the message', cause: 'wssecurity-off' },
  {
    of: 'LID 59916',
    text: 'ProxyWebRequestProcessingException ErrorProxyRequestProcessingFailed: An error occurred when processing the security tokens in the message.',
    cause: 'dauth-refused',
  },
  {
    of: 'LID 43404',
    text: "Request could not be processed in time. Timeout occurred during 'Waiting-For-Request-Completion'.",
    cause: 'request-timed-out',
  },
  {
    of: 'no XML',
    text: 'Proxy web request failed., inner exception: Response is not well-formed XML',
    cause: 'answer-is-no-xml',
  },
  { of: 'redirect', text: 'Object moved', cause: 'redirected' },
  {
    of: 'LID 39660',
    text: 'The cross-organization request for mailbox user1@contoso.com is not allowed because the requester is from a different organization',
    cause: 'requester-of-other-organization',
  },
  {
    of: 'extSTS',
    text: 'Failed to communicate with https://login.microsoftonline.com/extSTS.srf., inner exception: Unable to connect to the remote server',
    cause: 'dauth-token-service-unreachable',
  },
  {
    of: 'DAuth’s application',
    text: "AADSTS901124 Application 'fydibohf25spdlt.example.com' does not exist",
    cause: 'dauth-application-missing',
  },
  // §3.4, §3.6, §3.9
  {
    of: 'RPC',
    text: 'A special Rpc error occurs on server EX01: The certificate with thumbprint 6CA65DC5D8B4DE8E9A0DA9A2B9C8E0A1B2C3D4E5 was not found.',
    cause: 'auth-certificate-missing',
  },
  {
    of: 'no key',
    text: 'The certificate with thumbprint X was found but is not valid for use with Exchange Server (reason: PrivateKeyMissing).',
    cause: 'auth-certificate-without-key',
  },
  {
    of: 'setup',
    text: 'System.Security.Cryptography.CryptographicException: The certificate is expired.',
    cause: 'setup-with-expired-certificate',
  },
  {
    of: 'certificate deployment',
    text: 'Federation or Auth certificate not found: 6CA6. Unable to find the certificate in the local or neighboring sites. Confirm that the certificate is available in your topology',
    cause: 'auth-certificate-not-on-server',
  },
  {
    of: 'metadata',
    text: "Cannot acquire auth metadata document from 'https://accounts.accesscontrol.windows.net/contoso.com/metadata/json/1'. Error: The underlying connection was closed: An unexpected error occurred on a receive.",
    cause: 'auth-metadata-unreachable',
  },
  {
    of: 'KB 3089171',
    text: "Exchange OAuth authentication couldn't find the authorization certificate with thumbprint 6CA6 in your on-premises organization. Run Get-AuthConfig cmdlet to verify the CurrentCertificateThumbprint information.",
    cause: 'auth-certificate-missing',
  },
  {
    of: 'HCW8064, German',
    text: 'HCW8064 - Der Assistent für Hybridkonfiguration wurde abgeschlossen, er konnte den OAuth-Anteil der Hybridkonfiguration aber nicht ausführen.',
    cause: 'wizard-oauth-part-failed',
  },
  {
    of: 'the renewal script',
    text: 'We have not made any configuration change because Exchange Hybrid has been detected in your environment.',
    cause: 'renewal-script-stopped-for-hybrid',
  },
  {
    of: 'event 1003',
    text: 'MSExchange Front End HTTPS Proxy 1003 [Owa] An internal server error occurred. The unhandled exception was: System.NullReferenceException: Object reference not set to an instance of an object.    at Microsoft.Exchange.HttpProxy.FbaModule.ParseCadataCookies(HttpApplication httpApplication)',
    cause: 'auth-certificate-expired',
  },
  {
    of: 'event 4999',
    text: 'Source: MSExchange Common\nEvent ID: 4999\nWatson report about to be sent for process id: 63200, with parameters: E12IIS, c-RTL-AMD64, 15.01.1979.003, w3wp#MSExchangeServicesAppPool, M.Exchange.Security, M.E.S.O.V1ProfileLocalTokenIssuer..ctor, M.E.S.OAuth.OAuthTokenRequestFailedException, 6446-dumptidset, 15.01.1979.003.',
    cause: 'ews-pool-crashes',
  },
  {
    of: 'event 5011',
    text: "Log Name:      System\nSource:        Microsoft-Windows-WAS\nEvent ID:      5011\nA process serving application pool 'MSExchangeServicesAppPool' suffered a fatal communication error with the Windows Process Activation Service.",
    cause: 'ews-pool-crashes',
  },
  {
    of: 'event 24',
    text: 'EventID : 24\nSource : MSExchange Web Services\nMessage : The Exchange certificate [Subject] CN=Microsoft Exchange Server Auth Certificate … expired on 1/5/2025.',
    cause: 'auth-certificate-expired',
  },
  // Answers of facts/oauth-inbound §2.3
  {
    of: 'capture A',
    text: `HTTP/1.1 401 Unauthorized
request-id: 33086db3-69f9-4cdf-8ffe-ee364539e113
x-ms-diagnostics: 2000004;reason="The tenant for tenant guid 'contoso.com' does not exist.";error_category="invalid_tenant"
Server: Microsoft-IIS/8.5
WWW-Authenticate: Bearer client_id="${exchange}", trusted_issuers="00000004-0000-0ff1-ce00-000000000000@contoso.com", token_types="app_asserted_user_v1 service_asserted_app_v1", error="invalid_token",Negotiate,NTLM,Basic realm="autodiscover.contoso.com"`,
    cause: 'realm-not-accepted',
  },
  {
    of: 'capture C',
    text: `WWW-Authenticate: Bearer client_id="${exchange}", trusted_issuers="00000001-0000-0000-c000-000000000000@00c118a9-2e0f-4d45-891d-bcf2218e253d", authorization_uri="https://login.windows.net/common/oauth2/authorize", error="invalid_token"\nx-ms-diagnostics: 2000003;reason="The hostname component of the audience claim value is invalid. Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.";error_category="invalid_resource"`,
    cause: 'ssl-offloading',
  },
  {
    of: 'capture D',
    text: `x-ms-diagnostics: 4000000;reason="Flighting is not enabled for domain 'mail.dummy.uk'."`,
    cause: 'modern-authentication-off',
  },
  {
    of: 'capture E',
    text: 'HTTP/1.1 401 Unauthorized\nserver: Microsoft-IIS/8.5\nwww-authenticate: Negotiate, NTLM\nx-powered-by: ASP.NET\nx-feserver: EXCHANGE02\ncontent-length: 0',
    cause: 'oauth-disabled-on-virtual-directory',
  },
  {
    of: 'a device',
    text: 'HTTP/1.1 401 Unauthorized\r\nServer: BigIP\r\nWWW-Authenticate: Basic realm="vpn"\r\n\r\n<html>',
    cause: 'pre-authentication',
  },
  // Lines of facts/oauth-outbound-admin §5.1
  {
    of: 'a DAuth line',
    text: '2020-10-01 11:45:23 192.168.70.2 POST /autodiscover/autodiscover.svc/WSSecurity &CorrelationID=<empty>;&cafeReqId=287f6ba3-0000-4000-8000-000000000000; 443 - 52.97.244.45 TestOrganizationRelationship/1.1 - 401 0 0 106',
    cause: 'pre-authentication',
  },
  {
    of: 'a 403 line of somebody who was let in',
    text: '2015-06-08 04:19:25 10.0.0.1 POST /EWS/Exchange.asmx &CorrelationID=<empty>;&ClientId=X&cafeReqId=287f6ba3-0000-4000-8000-000000000000; 443 domain\\serviceaccount 10.0.0.2 ASProxy/CrossForest/EmailDomain/EXCH/08.03.0083.000 - 403 0 0 718',
    cause: 'ews-access-blocked',
  },
  {
    of: 'a 403 line of nobody',
    text: '2015-06-08 04:19:25 10.0.0.1 POST /EWS/Exchange.asmx - 443 - 10.0.0.2 ASProxy/CrossForest/EmailDomain/EXCH/08.03.0083.000 - 403 0 0 718',
    cause: 'linked-account-dangling',
  },
  {
    of: 'a failing test, no cause known',
    text: 'ResultType : Error\nTask : Checking EWS API Call Under Oauth',
    cause: null,
  },
];

t.test('what stands in the IIS log of Exchange is no answer of a device before it', async (t) => {
  const line =
    '2026-11-30 02:22:23 127.0.0.1 POST /ews/Exchange.asmx &CorrelationID=<empty>;&cafeReqId=f520490f-f5c8-403f-8b71-06ce158b0ada; 443 - 127.0.0.1 AMProbe/OAUTH/Exchange - 415 0 0 7';
  const explanation = explain(line);
  t.equal(explanation.verdict, 'failure');
  t.same(explanation.causes, []);
  t.match(explanationText(explanation), /The answer is 415/);
});

t.test('captures of the field are explained', async (t) => {
  for (const { of, text, cause, part } of captures) {
    const found = explain(text);
    t.equal(found.verdict, 'failure', of);
    t.equal(found.causes[0]?.id ?? null, cause, `${of}: ${found.recognised?.words}`);
    if (part) t.equal(found.part, part, of);
    t.ok(found.lab?.start.startsWith('npx exchange-oauth-lab start'), `${of} ends with a lab`);
  }
});

t.test('every reason why Exchange builds no token is known', async (t) => {
  for (const [code, { message }] of Object.entries(outboundErrors)) {
    if (code === 'NoError') continue;
    const said = `Error:${message.replace(/\{\d\}/g, 'https://mail.contoso.com')}`;
    t.match(explain(said), { verdict: 'failure', recognised: { kind: 'error of the calling Exchange' } }, code);
  }
});

t.test('what is normal is said to be', async (t) => {
  const success = `Task        : Checking EWS API Call Under Oauth
Detail      : The configuration was last successfully loaded at 1/1/0001 12:00:00 AM UTC. This was 1065517200 minutes ago.
              Exchange Outbound Oauth Log:
              Information:[OAuthCredentials:Authenticate] entering
              Exchange Response Details:
              HTTP response message: <?xml version="1.0"?><s:Envelope><m:MessageText>The SMTP address has no mailbox associated with it.</m:MessageText></s:Envelope>
ResultType  : Success
Identity    : Microsoft.Exchange.Security.OAuth.ValidationResultNodeId
IsValid     : True
ObjectState : New`;
  const captureB = `HTTP/1.1 401 Unauthorized
Content-Length: 0
Server: Microsoft-IIS/10.0 Microsoft-HTTPAPI/2.0
WWW-Authenticate: Bearer client_id="${exchange}", trusted_issuers="00000001-0000-0000-c000-000000000000@5de110f8-2e0f-4d45-891d-bcf2218e253d,00000004-0000-0ff1-ce00-000000000000@contoso.com", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.windows.net/common/oauth2/authorize"
WWW-Authenticate: Basic realm="mail.contoso.com"
X-Powered-By: ASP.NET
request-id: 33086db3-69f9-4cdf-8ffe-ee364539e113`;
  const normal: readonly (readonly [string, string, RegExp])[] = [
    ['F00', success, /nothing to mind/],
    [
      'MS’s tail',
      'ResultType: Success\nIdentity: Microsoft.Exchange.Security.OAuth.ValidationResultNodeId\nIsValid: True\nObjectState: New',
      /succeeded/,
    ],
    ['capture B', captureB, /normal first 401/],
    [
      'curl -v',
      `> POST /ews/Exchange.asmx HTTP/1.1\n> Host: mail.contoso.com\n> Authorization: Bearer\n>\n< HTTP/1.1 401 Unauthorized\n< WWW-Authenticate: Bearer client_id="${exchange}"\n< \n`,
      /normal first 401/,
    ],
    [
      'a first line',
      '2025-11-03 08:00:00 10.0.0.1 POST /ews/Exchange.asmx &cafeReqId=x; 443 - 40.99.157.189 AMProbe/OAUTH/Exchange - 401 0 0 10',
      /normal first 401/,
    ],
    ['event 2014', 'MSExchange AuthAdmin 2014', /nothing is wrong/],
    [
      'event 2008',
      '<Provider Name="MSExchange OAuth" /><EventID Qualifiers="16384">2008</EventID>',
      /nothing is wrong/,
    ],
    ['SMTP’s event', 'Source : MSExchangeTransport\nEventID : 2004', /SMTP/],
  ];
  for (const [name, text, meaning] of normal) {
    const found = explain(text);
    t.match(found, { verdict: 'normal', causes: [], recognised: { meaning } }, name);
    t.notOk(found.lab, `${name} needs no lab`);
  }
});

t.test('what nobody knows is not guessed at', async (t) => {
  for (const text of [
    '',
    'Guten Tag',
    'System.NullReferenceException',
    '401',
    '2000003',
    'An unexpected error occurred on a Tuesday',
    'MSExchange OAuth',
    'Event ID: 2006',
  ]) {
    const found = explain(text);
    t.match(found, { verdict: 'unknown', causes: [], lookedFor: recognisers.map(({ looksFor }) => looksFor) }, text);
    t.match(explanationText(found), 'nothing is guessed');
  }
});

t.test('an event is known by its message alone, where the message is known', async (t) => {
  const messages: readonly (readonly [string, 'failure' | 'normal', string])[] = [
    [
      'The current signing certificate for Exchange has been updated to certificate with thumbprint 03C46B33F33B00B5ABEF123456721E0463412B9C.',
      'normal',
      'MSExchange AuthAdmin, event 2014',
    ],
    [
      '[Owa] An internal server error occurred. The unhandled exception was: System.NullReferenceException: Object reference not set to an instance of an object.    at Microsoft.Exchange.HttpProxy.FbaModule.ParseCadataCookies(HttpApplication httpApplication)',
      'failure',
      'MSExchange Front End HTTPS Proxy, event 1003',
    ],
    [
      'Watson report about to be sent for process id: 63200, with parameters: E12IIS, c-RTL-AMD64, 15.01.1979.003, w3wp#MSExchangeServicesAppPool, M.Exchange.Security, M.E.S.O.V1ProfileLocalTokenIssuer..ctor, M.E.S.OAuth.OAuthTokenRequestFailedException, 6446-dumptidset, 15.01.1979.003.',
      'failure',
      'MSExchange Common, event 4999',
    ],
    [
      "A process serving application pool 'MSExchangeServicesAppPool' suffered a fatal communication error with the Windows Process Activation Service.",
      'failure',
      'Microsoft-Windows-WAS, event 5011',
    ],
    [
      'The Exchange certificate [Subject] CN=Microsoft Exchange Server Auth Certificate [Issuer] CN=Microsoft Exchange Server Auth Certificate expired on 1/11/2017.',
      'failure',
      'MSExchange Web Services, event 24',
    ],
  ];
  for (const [message, verdict, words] of messages) {
    t.match(explain(message), { verdict, recognised: { kind: 'event', words } }, words);
  }
});

t.test('events are found however they are printed', async (t) => {
  const forms = [
    'MSExchange OAuth 2003',
    '2003 MSExchange OAuth',
    'event 2003 of MSExchange OAuth',
    'Log Name:      Application\nSource:        MSExchange OAuth\nDate:          11/3/2025 8:00:00 AM\nEvent ID:      2003',
    'Protokollname: Application\nQuelle:        MSExchange OAuth\nEreignis-ID:   2003',
    'Index : 12\nEntryType : Warning\nInstanceId : 2147485651\nMessage : [lab] text\nSource : MSExchange OAuth',
    "<Event><System><Provider Name='MSExchange OAuth'/><EventID Qualifiers='32768'>2003</EventID></System></Event>",
    '   12 Nov 03 08:00  Warning     MSExchange OAuth   2147485651 text',
  ];
  for (const text of forms) t.match(explain(text), { causes: [{ id: 'auth-server-without-certificates' }] }, text);
  for (const id of [2001, 2002, 2003, 2004, 2005, 2006, 2007, 2009]) {
    t.match(explain(`MSExchange OAuth ${id}`), { verdict: 'failure', recognised: { kind: 'event' } }, `${id}`);
  }
  for (const id of [2008, 2009, 2010, 2011, 2012]) {
    t.match(
      explain(`MSExchange AuthAdmin, event ${id}`),
      { verdict: 'failure', recognised: { kind: 'event' } },
      `${id}`,
    );
  }
});

t.test('the most specific of several findings is the answer, and the others are listed', async (t) => {
  const refused = `Proxy web request failed. , inner exception: The request failed with HTTP status 401: Unauthorized diagnostics: 2000005;reason="The user specified by the user-context in the token does not exist.";error_category="invalid_user"
MSExchange OAuth 2003`;
  const found = explain(refused);
  t.equal(found.causes[0]?.id, 'user-not-found');
  t.ok(found.others.some(({ kind }) => kind === 'event'));
  const both = explain('ResultType : Success\nTask : Checking EWS API Call Under Oauth\nNoFreeBusyAccessException');
  t.strictSame(
    both.causes.map(({ id }) => id),
    ['calendar-permission-missing', 'test-covers-the-token-only'],
  );
});

t.test('Format-List may break a line in the middle of a word', async (t) => {
  const broken = `Detail      : System.Net.WebException: The remote server returned an error: (401) Unauthorized. Boolean reloadConfig), diagnosti
              cs: 2000003;reason="The hostname component of the audience claim va
              lue is invalid. Expected 'owa.contoso.com'. Actual 'mail.con
              toso.com'.";error_category="invalid_resource"`;
  t.match(explain(broken), { causes: [{ id: 'host-rewritten' }], quoted: { actualHost: 'mail.contoso.com' } });
  const bent = `2000003;reason=“The hostname component of the audience claim value is invalid. Expected ‘owa.contoso.com’. Actual ‘mail.contoso.com’.”;error_category=“invalid_resource”`;
  t.match(explain(bent), { causes: [{ id: 'host-rewritten' }] }, 'quotation marks of a word processor');
  t.match(explain('x-ms-diagnostics: 2000003'), { causes: [{ id: 'host-rewritten' }, {}, {}, {}] }, 'the number alone');
  t.match(explain('error_category="invalid_client"'), { causes: [{ id: 'partner-application-disabled' }] });
});

t.test('the customer’s names are his, never Microsoft’s', async (t) => {
  const host = explain(captures.find(({ of }) => of === 'F09')?.text ?? '');
  t.match(host.lab, {
    start:
      'npx exchange-oauth-lab start --domain msxfaq.de --hosts hybrid.msxfaq.de,owa.msxfaq.de,autodiscover.msxfaq.de --data-dir lab-hybrid.msxfaq.de --scenario host-rewritten',
    test: 'npx Test-OAuthConnectivity -Service EWS -TargetUri https://hybrid.msxfaq.de -Mailbox user1@msxfaq.de',
  });
  const spanish = explain(captures.find(({ of }) => of.startsWith('F22'))?.text ?? '');
  t.match(spanish.names, { hosts: [], domain: undefined, tenantId: '088d0fa4-f80c-4793-9180-c43cfea99614' });
  const issuer = explain(captures.find(({ of }) => of === 'F07')?.text ?? '');
  t.equal(issuer.names.tenantId, '07f001bb-c2be-4be8-bf1a-d8d1e5b069c6');
  for (const name of [
    'outlook.office365.com',
    'autodiscover-s.outlook.com',
    'accounts.accesscontrol.windows.net',
    'login.microsoftonline.com',
    'login.windows.net',
    'contoso.mail.onmicrosoft.com',
    'x.resource.mailboxmigration.his.msappproxy.net',
    '10.0.0.1',
    'localhost',
  ]) {
    const { names } = explain(
      `challenge from 'https://${name}/ews/Exchange.asmx' ResultType : Error Checking EWS API Call Under Oauth user@${name}`,
    );
    t.strictSame([names.hosts, names.domain], [[], undefined], name);
  }
});

t.test('nothing of the evidence becomes a command', async (t) => {
  const evil = `2000003;reason="The hostname component of the audience claim value is invalid. Expected 'a$(calc).contoso.com'. Actual 'b.contoso.com"; rm -rf'.";error_category="invalid_resource" Aut@x.de'; calc #`;
  const found = explain(evil);
  const commands = [
    found.lab?.start,
    found.lab?.test,
    ...found.causes.flatMap(({ fix }) => fix.map(({ command }) => command)),
  ];
  for (const command of commands) t.notMatch(command ?? '', /calc|rm -rf/);
  t.notOk(
    explanationText(explain('\u001b[31m2000005;error_category="invalid_user"\u001b[0m')).includes('\u001b'),
    'nor moves the cursor',
  );
});

t.test('tokens in the text keep their signatures to themselves', async (t) => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signature = 's3cr3t'.repeat(57);
  const token = `${part({ typ: 'JWT', alg: 'RS256' })}.${part({ aud: `${exchange}/mail.contoso.com@t`, iss: `00000001-0000-0000-c000-000000000000@t`, exp: 1_700_000_000 })}.${signature}`;
  const line = `2025-11-03 08:00:00 10.0.0.1 POST /ews/Exchange.asmx - 443 - 40.99.157.189 AMProbe/OAUTH/Exchange - owa.contoso.com 401 0 0 10 10 10 Bearer+${token} 40.99.157.189`;
  for (const text of [token, `Bearer ${token}`, line]) {
    t.notMatch(JSON.stringify(explain(text)), signature);
    t.notMatch(explanationText(explain(text)), signature);
  }
  t.match(explain(token, { now: 1_800_000_000_000 }), {
    verdict: 'failure',
    causes: [{ id: 'token-expired' }, { id: 'clock-off' }],
  });
  t.match(explain(token), { verdict: 'normal' }, 'without a time nothing is said of lifetimes');
  t.match(explain(line), { causes: [{ id: 'host-rewritten' }] }, 'host of the token against cs-host');
});

t.test('explain answers whatever it is given', async (t) => {
  const pieces = fc.constantFrom(...captures.map(({ text }) => text));
  const mutated = fc
    .tuple(pieces, fc.nat(2000), fc.nat(400), fc.string())
    .map(([text, at, length, put]) => text.slice(0, at) + put + text.slice(at + length));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        mutated,
        fc.array(mutated, { maxLength: 3 }).map((texts) => texts.join('\n')),
      ),
      (text) => {
        const found = explain(text);
        return explanationText(found).length > 0 && (found.verdict === 'unknown') === (found.recognised === undefined);
      },
    ),
    { numRuns: 150 },
  );
  t.pass('and prints it');
});

t.test('a long text takes as long as it is, whatever is in it', async (t) => {
  const size = 1_000_000;
  const cost = (text: string) => {
    const start = process.cpuUsage();
    explain(text);
    return process.cpuUsage(start).user;
  };
  cost('x'.repeat(size));
  const hostile = [
    '2000003;reason="',
    ' ',
    '"',
    'HTTP/1.1 401 ',
    'a@a.',
    'eyJ',
    'AADSTS50012 ',
    'MSExchange OAuth ',
    "Expected '",
    '\n              ',
    'W: ',
    '2025-11-03 08:00:00 1 POST /a 401 0 0 \n',
    'System.Net.WebException: ',
    'Exception: ',
    'https://',
    'The trusted issuers contained the following entries ',
    'error_category ',
    "challenge from 'x' received: Bearer ",
  ];
  for (const piece of hostile) {
    const [half, whole] = [size / 2, size].map((length) => cost(piece.repeat(length / piece.length)));
    t.ok(
      (whole ?? 0) < 4 * (half ?? 0) + 200_000,
      `${JSON.stringify(piece)} grows with its length: ${half} µs, ${whole} µs`,
    );
  }
});

t.test('exchange-oauth-lab explain', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'explain-'));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  const run = async (args: readonly string[], input?: string | Buffer) => {
    const said = { out: '', err: '' };
    const console: Console = {
      out: (text) => {
        said.out += text;
      },
      err: (text) => {
        said.err += text;
      },
      environment: {},
      input: input === undefined ? undefined : Readable.from([input]),
    };
    const code = await main(['explain', ...args], console);
    return { ...said, code };
  };
  const failure = captures.find(({ of }) => of === 'F09')?.text ?? '';
  const file = join(directory, 'detail.txt');

  await t.test('reads a file in the encodings of PowerShell', async (t) => {
    for (const bytes of [
      Buffer.from(failure),
      Buffer.from(`\ufeff${failure}`),
      Buffer.from(`\ufeff${failure}`, 'utf16le'),
    ]) {
      writeFileSync(file, bytes);
      t.match(await run([file]), { code: 1, out: 'host-rewritten', err: '' });
    }
  });
  await t.test('reads stdin, and prints JSON', async (t) => {
    const { code, out } = await run(['-', '--format', 'json'], failure);
    t.equal(code, 1);
    t.strictSame(JSON.parse(out).causes[0].id, 'host-rewritten');
    t.match(await run([], 'MSExchange AuthAdmin 2014'), { code: 0, out: 'Nothing is wrong' });
  });
  await t.test('says what it looked for where it knows nothing', async (t) => {
    t.match(await run([], 'Guten Tag'), { code: 2, out: '', err: /Looked for:\n {2}- an x-ms-diagnostics value/ });
    t.match(JSON.parse((await run(['--format', 'json'], 'Guten Tag')).out), { verdict: 'unknown' });
  });
  await t.test('refuses what it can’t read', async (t) => {
    t.match(await run([join(directory, 'nothing.txt')]), { code: 2, err: /can't be read/ });
    t.match(await run(['a', 'b'], failure), { code: 2, err: 'one word too many' });
    t.match(await run(['--format', 'csv'], failure), { code: 2, err: 'text or json' });
    t.match(await run([], 'x'.repeat(5 * 1024 * 1024)), { code: 2, err: 'analyze-log' });
    t.match(await run([]), { code: 2, err: 'nothing to read' });
    t.match(await run(['--help']), { code: 0, out: 'Exit codes' });
  });
});
