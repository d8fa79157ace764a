import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How long a request that is being answered may still take once its server is told to stop, in milliseconds. */
const defaultGrace = 4000;

/**
 * Lets a server stop whoever is connected: requests in flight are answered, everything else is hung up on. Node waits
 * for connections that have not asked anything yet (a browser's preconnect, a port scan, half a handshake) until they
 * give up by themselves. To be called before the server listens.
 */
export function endConnectionsOnClose(app: FastifyInstance, grace = defaultGrace): void {
  const connections = new OpenConnections(app.server);
  app.addHook('preClose', async () => connections.end(grace));
}

class OpenConnections {
  readonly #sockets = new Map<string, Socket>();
  /** Requests not yet answered, by connection. */
  readonly #busy = new Map<string, number>();
  #ending = false;

  constructor(server: Server) {
    server.prependListener('connection', (socket: Socket) => this.#opened(socket));
    server.on('request', (request: IncomingMessage, response: ServerResponse) => this.#asked(request, response));
  }

  end(grace: number): void {
    this.#ending = true;
    for (const [key, socket] of this.#sockets) if (!this.#busy.has(key)) socket.destroy();
    setTimeout(() => {
      for (const socket of this.#sockets.values()) socket.destroy();
    }, grace).unref();
  }

  #opened(socket: Socket): void {
    const key = keyOf(socket);
    this.#sockets.set(key, socket);
    socket.once('close', () => this.#sockets.delete(key));
    if (this.#ending) socket.destroy();
  }

  #asked(request: IncomingMessage, response: ServerResponse): void {
    const key = keyOf(request.socket);
    this.#busy.set(key, (this.#busy.get(key) ?? 0) + 1);
    response.once('close', () => {
      const left = (this.#busy.get(key) ?? 1) - 1;
      if (left > 0) return void this.#busy.set(key, left);
      this.#busy.delete(key);
      if (this.#ending) request.socket.end();
    });
  }
}

const keys = new WeakMap<Socket, string>();

/** The two ends of a connection: the same for a socket and the TLS over it, and all its life. */
function keyOf(socket: Socket): string {
  const known = keys.get(socket);
  if (known !== undefined) return known;
  const { remoteAddress, remotePort, localPort } = socket;
  const key = `${remoteAddress} ${remotePort} ${localPort}`;
  if (remotePort !== undefined) keys.set(socket, key); // one that is gone already knows nothing
  return key;
}
