import type { Recipient } from '../directory/recipient.js';
import type { ExchangeBuild } from '../protocol/exchange-version.js';
import { namespaces } from '../protocol/namespaces.js';
import { parseSoapRequest, soapEnvelope, soapFault } from '../protocol/soap.js';
import { type Xml, xml } from '../protocol/xml.js';
import { descendants, type XmlElement, XmlError } from '../protocol/xml-document.js';
import type { EwsAnswer } from './ews.js';

/** What Autodiscover looks a user up in, and what it says of the server. */
export interface AutodiscoverContext {
  readonly build: ExchangeBuild;
  readonly externalEwsUrl: string;
  findRecipient(address: string): Recipient | undefined;
}

/**
 * SOAP Autodiscover, GetUserSettings for ExternalEwsUrl and ExternalEwsVersion (MS-OXWSADISC; facts/ews-clients §2.1).
 * The other operations and settings come with the clients that need them.
 */
export function answerAutodiscover(body: string, context: AutodiscoverContext): EwsAnswer {
  try {
    const { operation } = parseSoapRequest(body);
    if (operation.name !== 'GetUserSettingsRequestMessage' || operation.namespace !== namespaces.autodiscover) {
      return fault(
        'a:ActionNotSupported',
        `[lab] Autodiscover has GetUserSettings only so far; '${operation.name}' is not built yet.`,
      );
    }
    return { status: 200, body: soapEnvelope(header(context.build), userSettings(operation, context)) };
  } catch (error) {
    if (error instanceof XmlError) return fault('s:Client', `The request is no SOAP message: ${error.message}`);
    throw error;
  }
}

function userSettings(request: XmlElement, context: AutodiscoverContext): Xml {
  const settings = descendants(request, 'Setting').map((setting) => setting.text.trim());
  const users = descendants(request, 'Mailbox').map((mailbox) => userResponse(mailbox.text.trim(), settings, context));
  return xml`<GetUserSettingsResponseMessage xmlns="${namespaces.autodiscover}"><Response xmlns:i="${namespaces.schemaInstance}"><ErrorCode>NoError</ErrorCode><ErrorMessage/><UserResponses>${users}</UserResponses></Response></GetUserSettingsResponseMessage>`;
}

function userResponse(address: string, settings: readonly string[], context: AutodiscoverContext): Xml {
  if (!context.findRecipient(address)) {
    return xml`<UserResponse><ErrorCode>InvalidUser</ErrorCode><ErrorMessage>Invalid user: '${address}'</ErrorMessage><RedirectTarget i:nil="true"/><UserSettingErrors/><UserSettings/></UserResponse>`;
  }
  const known: Readonly<Record<string, string>> = {
    ExternalEwsUrl: context.externalEwsUrl,
    ExternalEwsVersion: ewsVersion(context.build),
  };
  const values = settings
    .filter((name) => Object.hasOwn(known, name))
    .map(
      (name) =>
        xml`<UserSetting i:type="StringSetting"><Name>${name}</Name><Value>${known[name]}</Value></UserSetting>`,
    );
  const errors = settings
    .filter((name) => !Object.hasOwn(known, name))
    .map(
      (name) =>
        xml`<UserSettingError><ErrorCode>SettingIsNotAvailable</ErrorCode><ErrorMessage>The requested setting, '${name}', is not available.</ErrorMessage><SettingName>${name}</SettingName></UserSettingError>`,
    );
  return xml`<UserResponse><ErrorCode>NoError</ErrorCode><ErrorMessage>No error.</ErrorMessage><RedirectTarget i:nil="true"/><UserSettingErrors>${errors}</UserSettingErrors><UserSettings>${values}</UserSettings></UserResponse>`;
}

function header(build: ExchangeBuild): Xml {
  return xml`<a:Action xmlns:a="${namespaces.addressing}" s:mustUnderstand="1">${namespaces.autodiscover}/Autodiscover/GetUserSettingsResponse</a:Action><h:ServerVersionInfo xmlns:h="${namespaces.autodiscover}"><h:MajorVersion>${build.major}</h:MajorVersion><h:MinorVersion>${build.minor}</h:MinorVersion><h:MajorBuildNumber>${build.build}</h:MajorBuildNumber><h:MinorBuildNumber>${build.revision}</h:MinorBuildNumber><h:Version>Exchange2015</h:Version></h:ServerVersionInfo>`;
}

/** `15.02.2562.017` */
function ewsVersion(build: ExchangeBuild): string {
  const pad = (part: number, width: number) => String(part).padStart(width, '0');
  return `${pad(build.major, 2)}.${pad(build.minor, 2)}.${pad(build.build, 4)}.${pad(build.revision, 3)}`;
}

function fault(code: string, text: string): EwsAnswer {
  const body = xml`<faultcode xmlns:a="${namespaces.addressing}">${code}</faultcode><faultstring xml:lang="en-US">${text}</faultstring>`;
  return { status: 500, body: soapFault(body) };
}
