import type { Recipient } from '../../directory/recipient.js';
import { packedVersion } from '../../protocol/exchange-version.js';
import { namespaces } from '../../protocol/namespaces.js';
import { type Xml, xml } from '../../protocol/xml.js';
import { child, parseXml, type XmlElement, XmlError } from '../../protocol/xml-document.js';
import {
  type AutodiscoverContext,
  legacyDn,
  locate,
  mailboxServer,
  mailboxServerDn,
  type ServiceUrls,
} from './context.js';
import { hostOf, isOnline } from './user-settings.js';

/** Who asks, and when. */
export interface PoxCall {
  /** Milliseconds since 1970 by the lab's clock. */
  readonly now: number;
  /** The token, or the log-on, stands for a user. */
  readonly isUser: boolean;
}

/**
 * Plain old XML Autodiscover (MS-OXDSCLI; Microsoft's POX Autodiscover reference): the document that answers one, or a mere
 * GET. Errors are documents too.
 */
export function answerPox(body: string | undefined, context: AutodiscoverContext, call: PoxCall): string {
  const asked = body === undefined ? undefined : readRequest(body);
  const error = (code: number, message: string) => errorDocument(code, message, context, call);
  if (!asked) return error(600, 'Invalid Request');
  const { address, schema } = asked;
  if (schema === namespaces.autodiscoverMobileSync) return document(noMobileSync(address));
  if (schema !== namespaces.autodiscoverOutlook) return error(601, '[lab] There is no provider for the schema.');
  // An application's token names no user, and so no mailbox is found (Microsoft: not supported with client credentials).
  if (!call.isUser) return error(500, addressNotFound);
  const located = locate(address, context);
  switch (located.kind) {
    case 'here':
      return document(settings(located.user, context));
    case 'elsewhere':
      return document(outlookResponse(redirection(located.address)));
    default:
      return error(500, addressNotFound);
  }
}

const addressNotFound = "The email address can't be found.";

/** Undefined for what is no request: both elements have to be there. Which namespace they are in, nobody looks at. */
function readRequest(body: string): { readonly address: string; readonly schema: string } | undefined {
  try {
    const root = parseXml(body);
    const request = root.name === 'Autodiscover' ? named(root, 'Request') : undefined;
    const address = named(request, 'EMailAddress')?.text.trim();
    const schema = named(request, 'AcceptableResponseSchema')?.text.trim();
    return address && schema ? { address, schema } : undefined;
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

function named(parent: XmlElement | undefined, name: string): XmlElement | undefined {
  return parent && child(parent, parent.namespace, name);
}

function document(response: Xml): string {
  return xml`<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="${namespaces.autodiscoverResponse}">${response}</Autodiscover>`
    .text;
}

/** Time of day, and a number that is the server's own: a hash of its name. */
function errorDocument(code: number, message: string, { identity }: AutodiscoverContext, { now }: PoxCall): string {
  const time = `${new Date(now).toISOString().slice(11, 23)}0000`;
  return document(
    xml`<Response><Error Time="${time}" Id="${hashOf(identity.name)}"><ErrorCode>${code}</ErrorCode><Message>${message}</Message><DebugData/></Error></Response>`,
  );
}

function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** ActiveSync is not in the lab: its error, of MS-ASCMD's shape, says so. */
function noMobileSync(address: string): Xml {
  return xml`<Response xmlns="${namespaces.autodiscoverMobileSync}"><Culture>en:us</Culture><User><EMailAddress>${address}</EMailAddress></User><Action><Error><Status>2</Status><Message>[lab] There is no ActiveSync here.</Message><DebugData/></Error></Action></Response>`;
}

function outlookResponse(content: Xml): Xml {
  return xml`<Response xmlns="${namespaces.autodiscoverOutlook}">${content}</Response>`;
}

function redirection(address: string): Xml {
  return xml`<Account><Action>redirectAddr</Action><RedirectAddr>${address}</RedirectAddr></Account>`;
}

function settings(user: Recipient, context: AutodiscoverContext): Xml {
  const { internal, external } = context;
  const protocols = [
    exch(user, context),
    ...(external.ews === '' ? [] : [expr(external)]),
    web(internal, external),
    ...[internal, external].filter(({ ews }) => ews !== '').map(exhttp),
  ];
  return outlookResponse(
    xml`<User><DisplayName>${user.displayName}</DisplayName><LegacyDN>${legacyDn(user, context)}</LegacyDN><AutoDiscoverSMTPAddress>${user.primarySmtpAddress}</AutoDiscoverSMTPAddress><DeploymentId>${context.deploymentId}</DeploymentId></User><Account><AccountType>email</AccountType><Action>settings</Action><MicrosoftOnline>${isOnline(context) ? 'True' : 'False'}</MicrosoftOnline>${protocols}</Account>`,
  );
}

/** Inside the network, by the names of Exchange 2007. */
function exch(user: Recipient, context: AutodiscoverContext): Xml {
  const { identity, globalCatalog, internal } = context;
  const dn = mailboxServerDn(user, context);
  const directory = globalCatalog && xml`<AD>${globalCatalog}</AD>`;
  return xml`<Protocol><Type>EXCH</Type><Server>${mailboxServer(user)}</Server><ServerDN>${dn}</ServerDN><ServerVersion>${packedVersion(identity.build).toString(16).toUpperCase()}</ServerVersion><MdbDN>${dn}/cn=Microsoft Private MDB</MdbDN>${directory}${webServices(internal)}</Protocol>`;
}

/** Outlook Anywhere, from outside. */
function expr(external: ServiceUrls): Xml {
  return xml`<Protocol><Type>EXPR</Type><Server>${hostOf(external.ews)}</Server><SSL>On</SSL><AuthPackage>Ntlm</AuthPackage>${webServices(external)}</Protocol>`;
}

/** Outlook Anywhere as Exchange 2013 and newer say it, once for inside and once for outside. */
function exhttp(urls: ServiceUrls): Xml {
  return xml`<Protocol><Type>EXHTTP</Type><Server>${hostOf(urls.ews)}</Server><SSL>On</SSL><AuthPackage>Negotiate</AuthPackage>${webServices(urls)}<ServerExclusiveConnect>On</ServerExclusiveConnect></Protocol>`;
}

function webServices({ ews, ecp }: ServiceUrls): Xml | undefined {
  if (ews === '') return undefined;
  return xml`<ASUrl>${ews}</ASUrl><EwsUrl>${ews}</EwsUrl><EmwsUrl>${ews}</EmwsUrl><EcpUrl>${ecp}</EcpUrl><OOFUrl>${ews}</OOFUrl>`;
}

function web(internal: ServiceUrls, external: ServiceUrls): Xml {
  const place = ({ owa, ews }: ServiceUrls, type: 'EXCH' | 'EXPR') =>
    xml`<OWAUrl AuthenticationMethod="Fba">${owa}</OWAUrl><Protocol><Type>${type}</Type><ASUrl>${ews}</ASUrl></Protocol>`;
  const inside = internal.ews === '' ? undefined : xml`<Internal>${place(internal, 'EXCH')}</Internal>`;
  const outside = external.ews === '' ? undefined : xml`<External>${place(external, 'EXPR')}</External>`;
  return xml`<Protocol><Type>WEB</Type>${inside}${outside}</Protocol>`;
}
