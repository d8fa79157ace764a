import type { RawHeaders } from '../network/raw-headers.js';
import { namespaces } from '../protocol/namespaces.js';
import { soapEnvelope } from '../protocol/soap.js';
import { paths, probeUserAgent } from '../protocol/well-known.js';
import { type Xml, xml } from '../protocol/xml.js';
import type { Caller } from './caller.js';
import type { ConnectivityRequest } from './connectivity-request.js';

/** The request that is sent twice: without a token, then with one (facts/ews-clients §3.1). */
export interface Probe {
  readonly url: URL;
  readonly method: 'POST' | 'GET';
  readonly body: string | undefined;
}

export function createProbe(request: ConnectivityRequest, caller: Caller): Probe {
  switch (request.service) {
    case 'EWS':
      return { url: onlyHost(request.targetUri, paths.ews), method: 'POST', body: getFolder() };
    case 'AutoD': {
      const url = onlyHost(request.targetUri, paths.autodiscover);
      return { url, method: 'POST', body: getUserSettings(url, autodiscoverAddress(caller)) };
    }
    case 'Generic':
      return { url: request.targetUri, method: 'GET', body: undefined };
  }
}

/**
 * The headers of the probe; an empty token gives an empty Bearer, which is how a client says that it knows Bearer
 * (facts/oauth-inbound §1.4 step 3). Those of AutoD are unknown: inferred to be the same.
 */
export function probeHeaders(clientRequestId: string, token: string): RawHeaders {
  return [
    ['Authorization', token === '' ? 'Bearer' : `Bearer ${token}`],
    ['User-Agent', probeUserAgent],
    ['Content-Type', 'text/xml'],
    ['X-ExCompId', 'OauthPartnerProbe:'],
    ['client-request-id', clientRequestId],
    ['request-id', clientRequestId],
  ];
}

/** Everything behind the host is cut off, the port too (seed page; facts/oauth-inbound §6). */
function onlyHost(target: URL, path: string): URL {
  return new URL(path, `${target.protocol}//${target.hostname}`);
}

function getFolder(): string {
  const header = xml`<t:RequestServerVersion xmlns:t="${namespaces.ewsTypes}" Version="Exchange2012"/>`;
  return soapEnvelope(
    header,
    xml`<m:GetFolder xmlns:m="${namespaces.ewsMessages}" xmlns:t="${namespaces.ewsTypes}"><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="inbox"/></m:FolderIds></m:GetFolder>`,
  );
}

/** The mailbox's address; without a mailbox the domain stands for all of its users. */
function autodiscoverAddress({ user, userDomain }: Caller): string {
  return user ? user.smtpAddress || user.userPrincipalName : `@${userDomain}`;
}

const requestedSettings = ['ExternalEwsUrl', 'ExternalEwsVersion'];

/** GetUserSettings as the EWS Managed API writes it, in the manner of Exchange2013 (facts/ews-clients §3.1). */
export function getUserSettings(url: URL, address: string): string {
  const a = namespaces.autodiscover;
  const settings: Xml[] = requestedSettings.map((setting) => xml`<a:Setting>${setting}</a:Setting>`);
  const header = xml`<a:RequestedServerVersion xmlns:a="${a}">Exchange2013</a:RequestedServerVersion><wsa:Action xmlns:wsa="${namespaces.addressing}">${a}/Autodiscover/GetUserSettings</wsa:Action><wsa:To xmlns:wsa="${namespaces.addressing}">${url.href}</wsa:To>`;
  return soapEnvelope(
    header,
    xml`<a:GetUserSettingsRequestMessage xmlns:a="${a}"><a:Request><a:Users><a:User><a:Mailbox>${address}</a:Mailbox></a:User></a:Users><a:RequestedSettings>${settings}</a:RequestedSettings></a:Request></a:GetUserSettingsRequestMessage>`,
  );
}
