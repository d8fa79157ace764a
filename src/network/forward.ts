import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Endpoint } from './names.js';
import type { PrivateConnections } from './private-connections.js';
import { headersToClient, headersToUpstream } from './proxy-headers.js';
import type { Publishing } from './publishing.js';

/** The server behind a proxy, and how its certificate is checked. */
export interface Upstream {
  readonly endpoint: Endpoint;
  /** The trusted roots, PEM. */
  readonly ca: string;
  /** SNI, and the name its certificate must bear. Not the client's Host: a proxy knows its own server. */
  readonly name: string;
  readonly connections: PrivateConnections;
}

const badGatewayPage =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\r\n';

/** Streams a request to the upstream and the answer back, both unbuffered. Torn connections end here, on both sides. */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: Upstream,
  publishing: Publishing,
): void {
  const outgoing = openUpstream(request, upstream, publishing);
  const letGo = (): void => {
    request.unpipe(outgoing);
    request.resume();
    outgoing.destroy();
  };
  outgoing.on('response', (incoming) => {
    response.sendDate = false;
    response.removeHeader('Connection'); // what the client said of its connection is no news to it
    const headers = headersToClient(incoming.rawHeaders).flat();
    response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage ?? '', headers);
    response.flushHeaders(); // the client may wait for them before it goes on
    incoming.pipe(response, { end: false });
    incoming.once('end', () => endAfterUpload(request, outgoing, response));
    // When the upstream tears off in mid-body, the client must see the cut as well.
    incoming.once('error', () => {
      response.destroy();
      letGo();
    });
  });
  outgoing.on('error', () => {
    // An upstream may answer early and hang up on the rest of the upload; the answer it gave still counts.
    if (!response.headersSent) badGateway(response);
    letGo();
  });
  outgoing.on('close', letGo); // an upstream that has answered may not want the rest of the upload
  request.on('error', letGo);
  response.on('error', letGo).on('close', () => response.writableFinished || letGo());
  request.pipe(outgoing);
}

/**
 * The end of the answer waits for the end of the upload: Node reads no body of a request that is answered, and half a body
 * would spoil the connection to the upstream, which may be the client's own. What is left is passed on without waiting
 * for drain, which Node's client does not tell any more once it has the answer.
 */
function endAfterUpload(request: IncomingMessage, outgoing: ClientRequest, response: ServerResponse): void {
  if (request.readableEnded || outgoing.destroyed) {
    response.end();
    return;
  }
  request.unpipe(outgoing);
  request.on('data', (chunk: Buffer) => outgoing.destroyed || outgoing.write(chunk));
  request.once('end', () => {
    outgoing.end();
    response.end();
  });
  request.resume(); // unpiped, it has come to a halt
}

function openUpstream(request: IncomingMessage, upstream: Upstream, publishing: Publishing) {
  const method = request.method ?? 'GET';
  return httpsRequest({
    host: upstream.endpoint.address,
    port: upstream.endpoint.port,
    servername: upstream.name,
    ca: upstream.ca,
    method,
    path: request.url,
    headers: headersToUpstream(method, request.rawHeaders, publishing).flat(),
    // Only node:https can send no Host at all; undici cannot (facts/ews-clients §5.2).
    setHost: false,
    agent: upstream.connections.agentFor(request),
  });
}

function badGateway(response: ServerResponse): void {
  const headers = { 'Content-Type': 'text/html', 'Content-Length': Buffer.byteLength(badGatewayPage) };
  response.writeHead(502, 'Bad Gateway', headers).end(badGatewayPage);
}
