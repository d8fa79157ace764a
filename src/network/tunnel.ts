import { request } from 'node:http';
import type { Socket } from 'node:net';
import type { Endpoint } from './names.js';
import { NetworkError } from './network-error.js';

export interface Tunnel {
  /** Where the web proxy listens. */
  readonly proxy: Endpoint;
  /** The server behind it, as the proxy is told. */
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
}

/** Has a web proxy open a connection (RFC 9110 §9.3.6); what it answers instead is a NetworkError. */
export function openTunnel({ proxy, host, port, timeoutMs }: Tunnel): Promise<Socket> {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  return new Promise((resolve, reject) => {
    const connect = request({
      host: proxy.address,
      port: proxy.port,
      method: 'CONNECT',
      path: authority,
      headers: { Host: authority },
      agent: false,
      timeout: timeoutMs,
    });
    connect.once('timeout', () => connect.destroy(new NetworkError('timeout', { phase: 'connect', host })));
    connect.once('error', reject);
    connect.once('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode === 200) return resolve(socket.setTimeout(0) as Socket);
      socket.destroy();
      reject(new NetworkError('proxyRefused', { phase: 'connect', host, status: statusCode }));
    });
    connect.end();
  });
}
