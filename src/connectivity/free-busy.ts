import type { IntraOrganizationConnector } from '../directory/sharing.js';
import type { FreeBusyView } from '../ews-schema/free-busy.js';
import type { ResponseCode } from '../ews-schema/responses.js';
import { type UserSetting, userSettings } from './autodiscover-answer.js';
import {
  askForEwsUrl,
  askForFreeBusy,
  type FreeBusyResponse,
  readFreeBusyResponses,
  type WantedFreeBusy,
} from './availability-messages.js';
import type { Caller } from './caller.js';
import { type OAuthDependencies, type OAuthResult, requestWithOAuth } from './oauth-request.js';
import { createOutboundLog } from './outbound-log.js';
import { hasTimedOut, innerException, statusWords } from './proxy-failure.js';

/** Whose free/busy is wanted, and where the connector says to ask. */
export interface FreeBusyRequest {
  readonly addresses: readonly string[];
  /** Autodiscover at its discoveryEndpoint is not asked where it has a targetSharingEpr. */
  readonly connector: Pick<IntraOrganizationConnector, 'discoveryEndpoint' | 'targetSharingEpr'>;
  readonly wanted: WantedFreeBusy;
}

/** What became of the search for one mailbox's free/busy. */
export interface FreeBusyReport {
  /** Undefined when it can't be had. */
  readonly view?: FreeBusyView | undefined;
  /** Where EWS was asked, once that is known. */
  readonly url?: string | undefined;
  /** The user's free/busy error, where there is one. */
  readonly error?: FreeBusyError | undefined;
}

export interface FreeBusyError {
  readonly responseCode: ResponseCode;
  readonly text: string;
  /** How far the search came: nobody to ask, Autodiscover, the way to EWS, and EWS's own answer. */
  readonly at: 'configuration' | 'autodiscover' | 'proxy' | 'answer';
}

/**
 * Free/busy of mailboxes of another organisation, as the availability service asks for it where an intra-organisation
 * connector matches: Autodiscover, then EWS, both with a token for the user (facts/ews-clients §2.1). A report for each
 * address, in their order. That those of one connector are asked for together is inferred; the words of failures are
 * those of the run-time siblings in facts/oauth-outbound-admin §1.8.
 */
export async function lookUpFreeBusy(
  request: FreeBusyRequest,
  caller: Caller,
  dependencies: OAuthDependencies,
): Promise<readonly FreeBusyReport[]> {
  const { addresses, connector, wanted } = request;
  const ask = asker(caller, dependencies);
  const epr = connector.targetSharingEpr;
  const found = epr === '' ? await discover(request, ask) : addresses.map(() => epr);
  const reports = new Map<string, FreeBusyReport>();
  for (const url of new Set(found.filter((one) => typeof one === 'string'))) {
    const there = addresses.filter((_, at) => found[at] === url);
    const answers = await askEws(there, { url, wanted, ask });
    for (const [at, address] of there.entries()) reports.set(address, { url, ...answers[at] });
  }
  return addresses.map((address, at) => {
    const failure = found[at];
    return typeof failure === 'object' ? { error: failure } : (reports.get(address) ?? {});
  });
}

type Ask = (url: URL, body: string, userAgent: string) => Promise<OAuthResult>;

function asker(caller: Caller, dependencies: OAuthDependencies): Ask {
  const clientRequestId = dependencies.random.uuid();
  return (url, body, userAgent) =>
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
}

/** Behind the last slash stands a build number; that of an Exchange 2013 or newer was not seen (facts/oauth-outbound-admin §5.6). */
const userAgents = { autodiscover: 'ASAutoDiscover/CrossForest/EmailDomain/', ews: 'ASProxy/CrossForest/EmailDomain/' };

/** Whether a request is itself one of an availability service that asks for its users: such a one is not passed on. */
export function isProxyRequest(userAgent: string | undefined): boolean {
  return userAgent?.toLowerCase().startsWith('asproxy/') ?? false;
}

/** Where the EWS of each address is, or why that is not known. */
async function discover(
  { connector, addresses }: FreeBusyRequest,
  ask: Ask,
): Promise<readonly (string | FreeBusyError)[]> {
  if (!URL.canParse(connector.discoveryEndpoint)) {
    return addresses.map(() =>
      autodiscoverFailed(`[lab] The connector's DiscoveryEndpoint '${connector.discoveryEndpoint}' is no URL.`),
    );
  }
  const endpoint = new URL(connector.discoveryEndpoint);
  const result = await ask(endpoint, askForEwsUrl(endpoint, addresses), userAgents.autodiscover);
  if (result.kind !== 'answer' || result.answer.status !== 200) {
    const isMissing = result.kind === 'answer' && result.answer.status === 404;
    return addresses.map((address) =>
      autodiscoverFailed(
        isMissing
          ? `Autodiscover failed for email address ${address} with error System.Net.WebException: ${statusWords(result.answer)}`
          : `Autodiscover failed for email address. ,inner exception: ${innerException(result)}`,
      ),
    );
  }
  const settings = userSettings(result.answer.text(), 'ExternalEwsUrl');
  return addresses.map((_, at) => urlIn('error' in settings ? settings : settings[at], endpoint));
}

function urlIn(setting: UserSetting = { error: '[lab] no UserResponse' }, endpoint: URL): string | FreeBusyError {
  if ('value' in setting && URL.canParse(setting.value)) return setting.value;
  const why = 'error' in setting ? setting.error : `[lab] '${setting.value}' is no URL`;
  return autodiscoverFailed(
    `The response from the Autodiscover service at '${endpoint.href}' failed due to an error in user setting 'ExternalEwsUrl'. Error message: ${why}.`,
  );
}

function autodiscoverFailed(text: string): FreeBusyError {
  return { responseCode: 'ErrorAutoDiscoverFailed', text, at: 'autodiscover' };
}

/** What EWS has for each of the addresses, in their order. */
async function askEws(
  addresses: readonly string[],
  { url, wanted, ask }: { readonly url: string; readonly wanted: WantedFreeBusy; readonly ask: Ask },
): Promise<readonly FreeBusyReport[]> {
  if (!URL.canParse(url)) return failedForAll(addresses, proxyFailed(`[lab] The TargetSharingEpr '${url}' is no URL.`));
  const result = await ask(new URL(url), askForFreeBusy(addresses, wanted), userAgents.ews);
  if (hasTimedOut(result)) return failedForAll(addresses, timedOut);
  if (result.kind !== 'answer' || result.answer.status !== 200) {
    const words = `Proxy web request failed. , inner exception: ${innerException(result)}`;
    return failedForAll(addresses, proxyFailed(words));
  }
  const responses = readFreeBusyResponses(result.answer.text());
  if ('unreadable' in responses) {
    const words = 'Proxy web request failed., inner exception: Response is not well-formed XML';
    return failedForAll(addresses, proxyFailed(words));
  }
  return addresses.map((_, at) => reportOf(responses[at]));
}

function reportOf({ ResponseMessage, FreeBusyView }: FreeBusyResponse = {}): FreeBusyReport {
  const { ResponseCode = 'ErrorProxyRequestProcessingFailed', MessageText } = ResponseMessage ?? {};
  if (ResponseCode === 'NoError' && FreeBusyView) return { view: FreeBusyView };
  const text = MessageText ?? '[lab] The answer has neither free/busy nor an error.';
  const responseCode = ResponseCode === 'NoError' ? 'ErrorProxyRequestProcessingFailed' : ResponseCode;
  return { error: { responseCode, text, at: 'answer' } };
}

function failedForAll(addresses: readonly string[], error: FreeBusyError): readonly FreeBusyReport[] {
  return addresses.map(() => ({ error }));
}

const timedOut: FreeBusyError = {
  responseCode: 'ErrorTimeoutExpired',
  text: "Request could not be processed in time. Timeout occurred during 'Waiting-For-Request-Completion'.",
  at: 'proxy',
};

function proxyFailed(text: string): FreeBusyError {
  return { responseCode: 'ErrorProxyRequestProcessingFailed', text, at: 'proxy' };
}
