import { type ClientRequest, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { cutOff, slowly } from './body-faults.js';
import type { Endpoint } from './names.js';
import { sayBadGateway } from './own-answers.js';
import type { PrivateConnections } from './private-connections.js';
import { headersToClient, headersToUpstream } from './proxy-headers.js';
import type { Publishing } from './publishing.js';

/** The server behind a proxy. */
export interface Upstream {
  readonly endpoint: Endpoint;
  readonly connections: PrivateConnections;
  /** How its certificate is checked; undefined where it speaks http. */
  readonly tls: UpstreamTls | undefined;
}

export interface UpstreamTls {
  /** The trusted roots, PEM. */
  readonly ca: string;
  /** SNI, and the name its certificate must bear. Not the client's Host: a proxy knows its own server. */
  readonly servername: string;
}

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
    const body = publishing.body === 'slow' ? slowly(incoming) : incoming;
    if (publishing.body === 'cut') cutOff(incoming, response);
    else body.pipe(response, { end: false });
    body.once('end', () => endAfterUpload(request, outgoing, response));
    // When the upstream tears off in mid-body, the client must see the cut as well.
    body.once('error', () => {
      response.destroy();
      letGo();
    });
  });
  outgoing.on('error', () => {
    // An upstream may answer early and hang up on the rest of the upload; the answer it gave still counts.
    if (!response.headersSent) sayBadGateway(response);
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
  const open = upstream.tls ? httpsRequest : httpRequest;
  return open({
    host: upstream.endpoint.address,
    port: upstream.endpoint.port,
    ...upstream.tls,
    method,
    path: request.url,
    headers: headersToUpstream(method, request.rawHeaders, publishing).flat(),
    // Only Node's own client can send no Host at all; undici cannot (facts/ews-clients §5.2).
    setHost: false,
    agent: upstream.connections.agentFor(request),
  });
}
