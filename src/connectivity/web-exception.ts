import { STATUS_CODES } from 'node:http';
import type { HttpResponse } from '../network/http-response.js';
import type { NetworkError, NetworkFailure } from '../network/network-error.js';
import { diagnosticsHeader } from '../protocol/diagnostics.js';
import { type Speaker, speaksNewer } from '../protocol/exchange-version.js';
import type { Caller } from './caller.js';
import { innerStack, type OuterFrame, outerStack } from './exception-stack.js';
import type { TokenFailure } from './outbound-errors.js';

interface NetworkText {
  readonly text: string;
  readonly evidence: 'seed' | 'facts/oauth-outbound-admin §1.8' | 'well-known .NET text';
}

const connectionClosed = 'The underlying connection was closed:';
/** A reset and a TLS handshake that breaks off look the same to .NET; the seed page files both under these words. */
const forciblyClosed: NetworkText = {
  text: `${connectionClosed} An unexpected error occurred on a receive. ---> System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host`,
  evidence: 'seed',
};
/** A handshake that breaks off, as an on-premises server sees it: F05, of one that has TLS 1.2 off. */
const closedOnSend: NetworkText = {
  text: `${connectionClosed} An unexpected error occurred on a send. ---> System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host.`,
  evidence: 'facts/oauth-outbound-admin §1.8',
};
const closedUnexpectedly: NetworkText = {
  text: `${connectionClosed} The connection was closed unexpectedly.`,
  evidence: 'well-known .NET text',
};

/** What .NET says when the network fails; `{host}` is the name that was asked for. */
const networkTexts: Readonly<Record<NetworkFailure, NetworkText>> = {
  nameNotResolved: { text: "The remote name could not be resolved: '{host}'", evidence: 'seed' },
  connectFailure: { text: 'Unable to connect to the remote server', evidence: 'facts/oauth-outbound-admin §1.8' },
  timeout: { text: 'The operation has timed out', evidence: 'well-known .NET text' },
  reset: forciblyClosed,
  tlsVersion: forciblyClosed,
  closed: closedUnexpectedly,
  bodyCut: closedUnexpectedly,
  tlsFailure: {
    text: 'The request was aborted: Could not create SSL/TLS secure channel.',
    evidence: 'facts/oauth-outbound-admin §1.8',
  },
  trustFailure: {
    text: `${connectionClosed} Could not establish trust relationship for the SSL/TLS secure channel. ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid according to the validation procedure.`,
    evidence: 'well-known .NET text',
  },
  protocolViolation: {
    text: 'The server committed a protocol violation. Section=ResponseStatusLine',
    evidence: 'well-known .NET text',
  },
  proxyRefused: { text: 'The remote server returned an error: {status}.', evidence: 'facts/oauth-outbound-admin §1.8' },
};

/** Where .NET Framework's words for a status differ from those of RFC 9110, which Node has. Well-known .NET texts. */
const dotNetStatusTexts: Readonly<Record<number, string>> = {
  413: 'Request Entity Too Large',
  414: 'Request-Uri Too Long',
  503: 'Server Unavailable',
  505: 'Http Version Not Supported',
};

const webException = 'System.Net.WebException';

/** `side`: which one asked. */
export function networkFailureText(error: NetworkError, side: Caller['side']): string {
  const { failure, host, status = 0, phase } = error;
  const brokenOff = phase === 'connect' && (failure === 'reset' || failure === 'tlsVersion');
  const { text } = side === 'OnPremises' && brokenOff ? closedOnSend : networkTexts[failure];
  return text.replace('{host}', host).replace('{status}', statusWords(status, ''));
}

/** No answer, or not a whole one. `answered`: the target had answered an earlier request of this call. */
export function networkException(
  error: NetworkError,
  sent: { method: string; answered: boolean; side: Caller['side'] },
): string {
  const arrived = sent.answered || error.phase === 'body' || error.failure === 'protocolViolation';
  // facts/oauth-outbound-admin §1.4 rule 5. A GET has no request stream.
  const frame: OuterFrame = arrived || sent.method === 'GET' ? 'GetResponse' : 'GetRequestStream';
  return [`${webException}: ${networkFailureText(error, sent.side)}`, ...outerStack(frame)].join('\n');
}

/**
 * An answer with an error status; the server's diagnostics stick to the last frame (facts/oauth-outbound-admin §1.4
 * rule 4), but not in Exchange 2013 (facts/oauth-inbound §6).
 */
export function statusException(answer: HttpResponse, caller: Speaker): string {
  const diagnostics = speaksNewer(caller) ? answer.header(diagnosticsHeader) : undefined;
  const suffix = diagnostics === undefined ? '' : `, diagnostics: ${diagnostics}`;
  return [`${webException}: ${statusText(answer)}`, ...outerStack('GetResponse')].join('\n') + suffix;
}

/**
 * There was no token to answer the challenge with. A refusal by the auth server shows the target's own 401 outside
 * (F17); everything else cancels the request (F22), also where no target was asked because of a cached challenge.
 */
export function tokenException(failure: TokenFailure, refused: HttpResponse | undefined, appOnly: boolean): string {
  const outer =
    failure.code === 'UnableToGetTokenFromACS' && refused
      ? statusText(refused)
      : 'The request was aborted: The request was canceled.';
  return [
    `${webException}: ${outer} ---> ${failure.exceptionType}: ${failure.message}`,
    ...innerStack(failure.thrownIn, { appOnly, resubmitted: refused !== undefined }),
    ...outerStack('GetResponse'),
  ].join('\n');
}

function statusText({ status, statusText }: HttpResponse): string {
  return `The remote server returned an error: ${statusWords(status, statusText)}.`;
}

/** `(403) Forbidden` */
function statusWords(status: number, reason: string): string {
  return `(${status}) ${dotNetStatusTexts[status] ?? STATUS_CODES[status] ?? reason}`;
}
