import type { Lab } from '../../src/index.js';
import { namespaces } from '../../src/protocol/namespaces.js';
import { xml } from '../../src/protocol/xml.js';
import { type Answer, ask, type Call } from './wire.js';

export const autodiscoverTarget = '/autodiscover/autodiscover.svc';
export const autodiscoverXmlTarget = '/autodiscover/autodiscover.xml';

interface Head {
  /** Null for a request that says none. */
  readonly version?: string | null;
  readonly action?: string | null;
  /** Further blocks, finished XML. */
  readonly more?: string;
}

/** A SOAP request to Autodiscover as clients write it; `content` is finished XML, with the prefix `a`. */
export function autodiscoverEnvelope(operation: string, content: string, head: Head = {}): string {
  const { version = 'Exchange2013', action = `${namespaces.autodiscover}/Autodiscover/${operation}`, more = '' } = head;
  const versionBlock = version === null ? '' : `<a:RequestedServerVersion>${version}</a:RequestedServerVersion>`;
  const actionBlock = action === null ? '' : xml`<wsa:Action>${action}</wsa:Action>`.text;
  return `<s:Envelope xmlns:s="${namespaces.soapEnvelope}" xmlns:a="${namespaces.autodiscover}" xmlns:wsa="${namespaces.addressing}" xmlns:xsi="${namespaces.schemaInstance}"><s:Header>${versionBlock}${actionBlock}${more}</s:Header><s:Body><a:${operation}RequestMessage><a:Request>${content}</a:Request></a:${operation}RequestMessage></s:Body></s:Envelope>`;
}

/** Users and settings, as GetUserSettings is asked for. */
export function usersAndSettings(users: readonly string[], settings: readonly string[]): string {
  const user = (address: string) => xml`<a:User><a:Mailbox>${address}</a:Mailbox></a:User>`;
  const setting = (name: string) => xml`<a:Setting>${name}</a:Setting>`;
  return xml`<a:Users>${users.map(user)}</a:Users><a:RequestedSettings>${settings.map(setting)}</a:RequestedSettings>`
    .text;
}

export function askAutodiscover(lab: Lab, token: string, body: string, where: Call = {}): Promise<Answer> {
  return ask(lab, token, { target: autodiscoverTarget, ...where, body });
}

/** Asks autodiscover.xml for the settings of a mailbox, in a schema. */
export function askPox(
  lab: Lab,
  token: string,
  address: string,
  { schema = namespaces.autodiscoverOutlook, where = {} }: { readonly schema?: string; readonly where?: Call } = {},
): Promise<Answer> {
  const body = xml`<?xml version="1.0" encoding="utf-8"?><Autodiscover xmlns="http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"><Request><EMailAddress>${address}</EMailAddress><AcceptableResponseSchema>${schema}</AcceptableResponseSchema></Request></Autodiscover>`;
  return ask(lab, token, { target: autodiscoverXmlTarget, ...where, body: body.text });
}
