import { connect, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Endpoint } from './names.js';

/** Hands a connection on, byte for byte: both sides hear what the other says and how it ends, by and by or torn. */
export function relay(client: Duplex, { address, port }: Endpoint): void {
  const upstream = connect({ host: address, port, allowHalfOpen: true, noDelay: true });
  upstream.once('error', () => (client instanceof Socket ? client.resetAndDestroy() : client.destroy()));
  client.once('error', () => upstream.resetAndDestroy()).once('close', () => upstream.destroy());
  client.pipe(upstream).pipe(client);
}
