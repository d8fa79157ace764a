import type { Server, Socket } from 'node:net';

/**
 * Stands between a server's listening port and its TLS, where a firewall would: it can tear a connection down before
 * the handshake, and knows every socket, also those in mid-handshake that Node's closeAllConnections does not.
 */
export class ConnectionGate {
  readonly #sockets = new Set<Socket>();
  #closed = false;

  /** `tornDown` is asked for each new connection. */
  constructor(server: Server, tornDown: () => boolean) {
    const handlers = server.listeners('connection');
    server.removeAllListeners('connection');
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      // Torn connections are everyday business here; without a listener they would end the process.
      socket.on('error', () => {}).once('close', () => this.#sockets.delete(socket));
      if (this.#closed) socket.destroy();
      else if (tornDown()) socket.once('data', () => socket.resetAndDestroy());
      else for (const handler of handlers) handler.call(server, socket);
    });
  }

  /** Ends all connections, and every one that still comes until the port is shut. */
  close(): void {
    this.#closed = true;
    for (const socket of this.#sockets) socket.destroy();
  }
}
