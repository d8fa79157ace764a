import type { HttpResponse } from '../network/http-response.js';
import { diagnosticsHeader } from '../protocol/diagnostics.js';
import { namespaces } from '../protocol/namespaces.js';
import { parseSoapRequest, soapEnvelope } from '../protocol/soap.js';
import { xml } from '../protocol/xml.js';
import { descendants, parseXml, XmlError } from '../protocol/xml-document.js';
import { userSetting } from './autodiscover-answer.js';
import type { Caller } from './caller.js';
import { type OAuthDependencies, type OAuthResult, requestWithOAuth } from './oauth-request.js';
import { createOutboundLog } from './outbound-log.js';
import { getUserSettings } from './probe.js';
import { networkFailureText } from './web-exception.js';

/** Whose free/busy is wanted, and where the connector says to ask. */
export interface FreeBusyRequest {
  readonly address: string;
  /** Autodiscover of the other organisation; not asked where TargetSharingEpr is set. */
  readonly discoveryEndpoint: string;
  /** Empty = Autodiscover tells where EWS is. */
  readonly targetSharingEpr: string;
  readonly start: Date;
  readonly end: Date;
}

export interface FreeBusyReport {
  /** `0` free, `1` tentative, `2` busy, `3` away, for each half an hour; undefined when it can't be had. */
  readonly mergedFreeBusy: string | undefined;
  /** Where EWS was asked, once that is known. */
  readonly url: string | undefined;
  /** What the user's free/busy error says. */
  readonly error: string | undefined;
  /** EWS could not be asked, or refused: the error is that of the proxy web request. */
  readonly proxyRequestFailed: boolean;
  readonly clientRequestId: string;
}

/** A step that failed, with the words of the availability service. */
interface Failure {
  readonly error: string;
  readonly proxyRequestFailed?: true;
}

/**
 * Free/busy of a mailbox of the other organisation, as the availability service asks for it where an intra-organisation
 * connector matches: Autodiscover, then EWS, both with a token for the user (facts/ews-clients §2.1). The words of its
 * failures are those of the run-time siblings in facts/oauth-outbound-admin §1.8.
 */
export async function lookUpFreeBusy(
  request: FreeBusyRequest,
  caller: Caller,
  dependencies: OAuthDependencies,
): Promise<FreeBusyReport> {
  const clientRequestId = dependencies.random.uuid();
  const ask: Ask = (url, body, userAgent) =>
    requestWithOAuth({
      ...dependencies,
      url,
      method: 'POST',
      body,
      headers: (token) => [
        ['Authorization', token === '' ? 'Bearer' : `Bearer ${token}`],
        ['User-Agent', userAgent],
        ['Content-Type', 'text/xml; charset=utf-8'],
        ['client-request-id', clientRequestId],
      ],
      caller,
      appOnly: false,
      clientRequestId,
      log: createOutboundLog(caller),
    });
  const url = request.targetSharingEpr || (await discover(request, ask));
  const nothing = { mergedFreeBusy: undefined, proxyRequestFailed: false, clientRequestId };
  if (typeof url !== 'string') return { ...nothing, url: undefined, ...url };
  const found = await askEws(request, new URL(url), ask);
  return typeof found === 'string'
    ? { ...nothing, mergedFreeBusy: found, url, error: undefined }
    : { ...nothing, url, ...found };
}

type Ask = (url: URL, body: string, userAgent: string) => Promise<OAuthResult>;

/** Behind the last slash stands a build number; that of an Exchange 2013 or newer was not seen (facts/oauth-outbound-admin §5.6). */
const userAgents = { autodiscover: 'ASAutoDiscover/CrossForest/EmailDomain/', ews: 'ASProxy/CrossForest/EmailDomain/' };

async function discover({ discoveryEndpoint, address }: FreeBusyRequest, ask: Ask): Promise<string | Failure> {
  const endpoint = new URL(discoveryEndpoint);
  const result = await ask(endpoint, getUserSettings(endpoint, address), userAgents.autodiscover);
  if (result.kind !== 'answer' || result.answer.status !== 200) {
    return result.kind === 'answer' && result.answer.status === 404
      ? {
          error: `Autodiscover failed for email address ${address} with error System.Net.WebException: ${statusWords(result.answer)}`,
        }
      : { error: `Autodiscover failed for email address. ,inner exception: ${innerException(result)}` };
  }
  const setting = userSetting(result.answer.text(), 'ExternalEwsUrl');
  return 'value' in setting && URL.canParse(setting.value)
    ? setting.value
    : {
        error: `The response from the Autodiscover service at '${endpoint.href}' failed due to an error in user setting 'ExternalEwsUrl'. Error message: ${'error' in setting ? setting.error : `[lab] '${setting.value}' is no URL`}.`,
      };
}

async function askEws(request: FreeBusyRequest, url: URL, ask: Ask): Promise<string | Failure> {
  const result = await ask(url, getUserAvailability(request), userAgents.ews);
  if (result.kind !== 'answer' || result.answer.status !== 200) {
    return {
      error: `Proxy web request failed. , inner exception: ${innerException(result)}`,
      proxyRequestFailed: true,
    };
  }
  return readFreeBusy(result.answer.text());
}

/** Without a token the first answer counts, a 401: so a certificate's trouble shows (facts/oauth-outbound-admin §1.8, F16). */
function innerException(result: OAuthResult): string {
  switch (result.kind) {
    case 'answer':
      return statusWords(result.answer);
    case 'network':
      return `System.Net.WebException: ${networkFailureText(result.error, result.side)}`;
    case 'noToken':
      return result.refused ? statusWords(result.refused) : 'The request failed with HTTP status 401: Unauthorized.';
  }
}

function statusWords(answer: HttpResponse): string {
  const fault = soapFaultIn(answer);
  if (fault !== undefined) return `System.Web.Services.Protocols.SoapException: ${fault}`;
  if (answer.status === 404) return 'The request failed with HTTP status code 404 Not Found.';
  const diagnostics = answer.header(diagnosticsHeader);
  const words = `The request failed with HTTP status ${answer.status}: ${answer.statusText}`;
  return diagnostics === undefined ? `${words}.` : `${words} diagnostics: ${diagnostics}`;
}

/** .NET's client of web services reads the fault of a 500, and knows every other refusal by its status alone. */
function soapFaultIn(answer: HttpResponse): string | undefined {
  if (answer.status !== 500) return undefined;
  try {
    return descendants(parseXml(answer.text()), 'faultstring')[0]?.text.trim();
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

function getUserAvailability({ address, start, end }: FreeBusyRequest): string {
  const time = (moment: Date) => moment.toISOString().slice(0, 19);
  const zone = xml`<t:StandardTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>0</t:DayOrder><t:Month>0</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime><t:DaylightTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time><t:DayOrder>0</t:DayOrder><t:Month>0</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime>`;
  const header = xml`<t:RequestServerVersion xmlns:t="${namespaces.ewsTypes}" Version="Exchange2010"/>`;
  return soapEnvelope(
    header,
    xml`<m:GetUserAvailabilityRequest xmlns:m="${namespaces.ewsMessages}" xmlns:t="${namespaces.ewsTypes}"><t:TimeZone><t:Bias>0</t:Bias>${zone}</t:TimeZone><m:MailboxDataArray><t:MailboxData><t:Email><t:Address>${address}</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray><t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>${time(start)}</t:StartTime><t:EndTime>${time(end)}</t:EndTime></t:TimeWindow><t:MergedFreeBusyIntervalInMinutes>30</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>FreeBusyMerged</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>`,
  );
}

function readFreeBusy(body: string): string | Failure {
  try {
    const { operation } = parseSoapRequest(body);
    const text = (name: string) => descendants(operation, name)[0]?.text.trim();
    if (text('ResponseCode') === 'NoError') return text('MergedFreeBusy') ?? '';
    return { error: text('MessageText') ?? '[lab] The answer has neither free/busy nor an error.' };
  } catch (error) {
    if (error instanceof XmlError) {
      const words = 'Proxy web request failed., inner exception: Response is not well-formed XML';
      return { error: words, proxyRequestFailed: true };
    }
    throw error;
  }
}
