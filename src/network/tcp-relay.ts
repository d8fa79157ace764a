import { connect, createServer, type Socket } from 'node:net';
import { type ListenOptions, listen } from './listen.js';
import type { Endpoint } from './names.js';

export interface TcpRelay {
  readonly endpoint: Endpoint;
  close(): Promise<void>;
}

/** Takes connections at one port and passes them on, byte for byte, to where `target` is at that moment. */
export async function startTcpRelay(options: ListenOptions & { readonly target: () => Endpoint }): Promise<TcpRelay> {
  const { target } = options;
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const { address, port } = target();
    join(client, connect({ host: address, port, allowHalfOpen: true, noDelay: true }), sockets);
  });
  const port = await listen({ server, listen: (where) => opened(server, where) }, options);
  return {
    endpoint: { address: options.host, port },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function opened(server: ReturnType<typeof createServer>, where: { host: string; port: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(where, () => {
      server.off('error', reject);
      resolve(where.host);
    });
  });
}

/** Both ends hear what the other says and how it ends: by and by, or torn. */
function join(client: Socket, upstream: Socket, sockets: Set<Socket>): void {
  for (const [socket, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    sockets.add(socket);
    socket.once('error', () => other.resetAndDestroy()).once('close', () => sockets.delete(socket));
    socket.pipe(other);
  }
}
