import type { SecureVersion } from 'node:tls';
import type { Client, Dispatcher } from 'undici';
import { createHttpResponse, type HttpResponse } from './http-response.js';
import { labConnector } from './lab-connector.js';
import type { NameTable } from './names.js';
import { classifyNetworkFailure, NetworkError, type NetworkPhase } from './network-error.js';
import { headerPairs, type RawHeaders } from './raw-headers.js';
import { Timeouts } from './timeouts.js';

export interface HttpRequest {
  readonly method: string;
  readonly headers: RawHeaders;
  readonly body?: string | Buffer;
  readonly signal?: AbortSignal;
  /** Where this request waits longer, or less long, than its client does. */
  readonly responseTimeoutMs?: number;
}

export interface HttpClient {
  /**
   * One request on a connection of its own; no redirect is followed. A network that fails is a {@link NetworkError};
   * an abort is the signal's reason.
   */
  request(url: URL, request: HttpRequest): Promise<HttpResponse>;
  /** The same client behind a web proxy, given by its URL; itself when that is empty. */
  through(proxy: string): HttpClient;
  /** The same client when it speaks no newer TLS than this; below 1.2 it has the old versions switched on, as Schannel has. */
  upTo(newest: SecureVersion): HttpClient;
  /** Ends what is in flight. */
  close(): Promise<void>;
}

export interface HttpClientOptions {
  readonly names: NameTable;
  /** The trusted roots, PEM; no other root is. */
  readonly ca: string;
  /** Default TLS 1.2, as .NET on a server that is up to date. */
  readonly minVersion?: SecureVersion;
  /** Default TLS 1.3. */
  readonly maxVersion?: SecureVersion;
  /** Those of {@link defaultTimeLimits} when left out. */
  readonly timeouts?: Timeouts;
}

const maxResponseSize = 4 * 1024 * 1024;
const maxHeaderSize = 64 * 1024;

type Settings = Required<HttpClientOptions>;
type Undici = typeof import('undici');

/** The lab's client for outgoing requests: undici, with the lab's name table for DNS. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const usual: Settings = { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3', timeouts: new Timeouts(), ...options };
  const inFlight = new Set<Client>();
  let closed = false;
  const close = async () => {
    closed = true;
    await Promise.all([...inFlight].map((client) => client.destroy()));
  };
  const behind = (proxy: URL | undefined, settings: Settings): HttpClient => ({
    async request(url, request) {
      // Loading undici takes 100 ms, which a lab that only serves should not pay at its start.
      const undici = await import('undici');
      if (closed) throw new NetworkError('closed', { phase: 'connect', host: url.hostname });
      return exchange(undici, { ...settings, proxy }, url, request, inFlight);
    },
    through: (address) => behind(address === '' ? undefined : new URL(address), settings),
    upTo: (maxVersion) => behind(proxy, upToVersion(settings, maxVersion)),
    close,
  });
  return behind(undefined, usual);
}

function upToVersion(settings: Settings, maxVersion: SecureVersion): Settings {
  const isOld = maxVersion === 'TLSv1' || maxVersion === 'TLSv1.1';
  return { ...settings, maxVersion, ...(isOld ? { minVersion: 'TLSv1' } : {}) };
}

/** A client per request: no connection outlives it, so a fault that is switched on shows at once. */
async function exchange(
  undici: Undici,
  settings: Settings & { readonly proxy: URL | undefined },
  url: URL,
  request: HttpRequest,
  inFlight: Set<Client>,
): Promise<HttpResponse> {
  let phase = 'connect' as NetworkPhase;
  let deadline: NodeJS.Timeout | undefined;
  const responseMs = settings.timeouts.responseMs(request.responseTimeoutMs);
  const connected = (): void => {
    phase = 'request';
    const late = () => void client.destroy(new NetworkError('timeout', { phase, host: url.hostname }));
    deadline = setTimeout(late, responseMs);
  };
  const client = new undici.Client(url.origin, {
    connect: labConnector(undici.buildConnector, settings, connected),
    // Ours is for the whole answer; undici's would be for the headers, and for each piece of the body.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize,
    maxHeaderSize,
  });
  inFlight.add(client);
  try {
    const answer = await client.request(undiciRequest(url, request, settings.proxy));
    phase = 'body';
    const body = Buffer.from(await answer.body.arrayBuffer());
    // undici types raw headers as a record; they are the flat list.
    const rawHeaders = headerPairs(answer.headers as unknown as string[]);
    return createHttpResponse({ status: answer.statusCode, statusText: answer.statusText, rawHeaders, body });
  } catch (error) {
    throw request.signal?.aborted ? request.signal.reason : asNetworkError(error, phase, url.hostname);
  } finally {
    clearTimeout(deadline);
    inFlight.delete(client);
    void client.destroy();
  }
}

/** A proxy is told the whole URL where it opens no tunnel (RFC 9112 §3.2.2). */
function undiciRequest(url: URL, request: HttpRequest, proxy: URL | undefined): Dispatcher.RequestOptions {
  const path = `${url.pathname}${url.search}`;
  return {
    method: request.method as 'GET',
    path: proxy && url.protocol === 'http:' ? `${url.origin}${path}` : path,
    headers: request.headers.flat(),
    body: request.body ?? null,
    signal: request.signal ?? null,
    reset: true,
    responseHeaders: 'raw',
  };
}

function asNetworkError(error: unknown, phase: NetworkPhase, host: string): unknown {
  if (error instanceof NetworkError) return error;
  const failure = classifyNetworkFailure(error, phase);
  return failure === undefined ? error : new NetworkError(failure, { phase, host, cause: error });
}
