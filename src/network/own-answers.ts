import type { ServerResponse } from 'node:http';
import type { Publishing } from './publishing.js';

/** What the proxy says by itself. Nothing of Exchange is in it: no x-ms-diagnostics, no Bearer challenge. */
interface OwnAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

const errorPage = (title: string): string =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\r\n`;

const badGateway: OwnAnswer = { status: 502, reason: 'Bad Gateway', body: errorPage('502 Bad Gateway') };

/** A login of the proxy's own. Nobody has an account there: whatever is sent, it asks again (facts/oauth-outbound-admin §1.8, F27). */
const preAuthentication: OwnAnswer = {
  status: 401,
  reason: 'Unauthorized',
  headers: { 'WWW-Authenticate': 'Basic realm="Reverse proxy"' },
  body: errorPage('401 Authorization Required'),
};

const answers: Readonly<Record<Exclude<Publishing['answer'], 'none'>, OwnAnswer>> = {
  htmlPage: {
    status: 200,
    reason: 'OK',
    body: '<html><head><title>Maintenance</title></head><body><h1>We will be back soon.</h1></body></html>\r\n',
  },
  redirect: {
    status: 302,
    reason: 'Found',
    headers: { Location: '/login' },
    body: '<html><head><title>Object moved</title></head><body><h2>Object moved to <a href="/login">here</a>.</h2></body></html>\r\n',
  },
  serviceUnavailable: { status: 503, reason: 'Service Unavailable', body: errorPage('503 Service Unavailable') },
  gatewayTimeout: { status: 504, reason: 'Gateway Timeout', body: errorPage('504 Gateway Timeout') },
};

/** What the proxy answers before it asks the server behind it; undefined when it asks. */
export function ownAnswer(publishing: Publishing): OwnAnswer | undefined {
  if (publishing.answer !== 'none') return answers[publishing.answer];
  return publishing.preAuthentication ? preAuthentication : undefined;
}

/** The server behind the proxy gave no answer that could be passed on. */
export function sayBadGateway(response: ServerResponse): void {
  sayByItself(response, badGateway);
}

export function sayByItself(response: ServerResponse, { status, reason, headers, body }: OwnAnswer): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, reason, { ...headers, 'Content-Type': 'text/html', 'Content-Length': length }).end(body);
}
