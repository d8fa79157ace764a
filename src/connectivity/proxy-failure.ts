import type { HttpResponse } from '../network/http-response.js';
import { diagnosticsHeader } from '../protocol/diagnostics.js';
import { descendants, parseXml, XmlError } from '../protocol/xml-document.js';
import type { OAuthResult } from './oauth-request.js';
import { networkFailureText } from './web-exception.js';

/** What stands behind `inner exception:` in a user's free/busy error (facts/oauth-outbound-admin §1.8, run-time siblings). */
export function innerException(result: OAuthResult): string {
  switch (result.kind) {
    case 'answer':
      return statusWords(result.answer);
    case 'network':
      return `System.Net.WebException: ${networkFailureText(result.error, result.side)}`;
    case 'noToken': // the first answer counts, a 401: so a certificate's trouble shows (F16)
      return result.refused ? statusWords(result.refused) : 'The request failed with HTTP status 401: Unauthorized.';
  }
}

/** Connected and waited for in vain: the availability service ends that itself (LID 43404). */
export function hasTimedOut(result: OAuthResult): boolean {
  return result.kind === 'network' && result.error.failure === 'timeout' && result.error.phase !== 'connect';
}

export function statusWords(answer: HttpResponse): string {
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
