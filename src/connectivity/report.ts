import type { HttpResponse } from '../network/http-response.js';
import type { Caller } from './caller.js';
import type { ConnectivityRequest, ConnectivityService } from './connectivity-request.js';
import { dateTimeMinValue, formatDateTime } from './culture.js';

/** What Test-OAuthConnectivity gives back; Identity, IsValid and ObjectState never vary and are the cmdlet's. */
export interface ConnectivityReport {
  readonly task: string;
  /** Lines end with \n. */
  readonly detail: string;
  readonly resultType: 'Success' | 'Error';
  readonly clientRequestId: string;
}

/** How the test ended: the answer that counts as success, or the exception as .NET prints it. */
export type Outcome = { readonly answer: HttpResponse } | { readonly exception: string };

export interface ReportParts {
  readonly request: ConnectivityRequest;
  readonly caller: Caller;
  readonly clientRequestId: string;
  readonly logLines: readonly string[];
  readonly outcome: Outcome;
  /** When the test began (ms since 1970). */
  readonly startedAt: number;
}

/** Only the text for EWS is known (facts/oauth-outbound-admin §1.3, §7.3). */
const tasks: Readonly<Record<ConnectivityService, string>> = {
  EWS: 'Checking EWS API Call Under Oauth',
  AutoD: '[lab] Checking AutoD API Call Under Oauth',
  Generic: '[lab] Checking Generic API Call Under Oauth',
};

/**
 * Lays out the report (facts/oauth-outbound-admin §1.4). German headings are unknown, so a German server, too, speaks
 * English here; only its dates are German.
 */
export function createReport(parts: ReportParts): ConnectivityReport {
  const { request, clientRequestId, outcome } = parts;
  const detail = [
    configurationLine(parts),
    ...(request.useCachedToken
      ? [] // what Exchange writes then is unknown (facts/oauth-outbound-admin §7.3)
      : ['The token cache is being cleared because "use cached token" was set to false.']),
    'Exchange Outbound Oauth Log:',
    `Client request ID: ${clientRequestId}`,
    ...parts.logLines,
    '',
    'Exchange Response Details:',
    ...('answer' in outcome ? successLines(outcome.answer) : failureLines(outcome.exception)),
  ].join('\n');
  return {
    task: tasks[request.service],
    detail,
    resultType: 'answer' in outcome ? 'Success' : 'Error',
    clientRequestId,
  };
}

/**
 * Without -ReloadConfig Exchange prints a date it never set: DateTime.MinValue, a billion minutes ago (§1.4 rule 1).
 * That it prints the true one after -ReloadConfig is inferred.
 */
function configurationLine({ request, caller, startedAt }: ReportParts): string {
  const loadedAt = request.reloadConfig ? (caller.configurationLoadedAt ?? startedAt) : dateTimeMinValue;
  const minutes = Math.floor((startedAt - loadedAt) / 60_000);
  const date = formatDateTime(loadedAt, caller.culture);
  return `The configuration was last successfully loaded at ${date} UTC. This was ${minutes} minutes ago.`;
}

/** The heading of a header is known; that its value follows on the same line is inferred (facts/oauth-inbound §6). */
function successLines(answer: HttpResponse): string[] {
  const names = new Map(answer.rawHeaders.map(([name]) => [name.toLowerCase(), name]));
  const headers = [...names.values()].map((name) => `Values for header ${name}: ${answer.header(name) ?? ''}`);
  return [`HTTP response message: ${answer.text()}`, ...headers];
}

/** The blank behind the colon is Exchange's: the message is empty. */
function failureLines(exception: string): string[] {
  return ['HTTP response message: ', 'Exception:', exception];
}
