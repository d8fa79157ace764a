import type { Server, Socket } from 'node:net';
import { type Duplex, duplexPair } from 'node:stream';
import { ClientRecords } from './client-records.js';
import { ListenError, type Listener, type ListenOptions, listen, listenerOf } from './listen.js';
import type { Endpoint } from './names.js';
import type { ConnectionRule } from './publishing.js';

/**
 * Stands between a listening port and what is behind it, where a firewall would: it sees TCP alone, and knows every
 * socket, also those in mid-handshake that Node's closeAllConnections does not.
 *
 * @example
 * const firewall = new Firewall(server); // any server of Node's whose listeners are there already
 * await firewall.open({ host: '127.0.0.1', port: 0 });
 * await firewall.apply('resetDuringTls');
 */
export class Firewall {
  readonly #server: Server;
  readonly #behind: (socket: Duplex) => void;
  readonly #sockets = new Set<Socket>();
  #rule: ConnectionRule = 'accept';
  #options: ListenOptions | undefined;
  #port = 0;
  #closed = false;

  constructor(server: Server) {
    this.#server = server;
    const handlers = server.listeners('connection');
    server.removeAllListeners('connection');
    this.#behind = (socket) => {
      for (const handler of handlers) handler.call(server, socket);
    };
    server.on('connection', (socket: Socket) => this.#connected(socket));
  }

  /** Where it listens, or listened before it began to refuse. */
  get endpoint(): Endpoint {
    return { address: this.#options?.host ?? '', port: this.#port };
  }

  /** Opens the port; `listener` where the server has a way of its own. Throws {@link ListenError}. */
  async open(options: ListenOptions, listener: Listener = listenerOf(this.#server)): Promise<void> {
    this.#options = options;
    this.#port = await listen(listener, options);
  }

  /**
   * Takes effect at once for every new connection. Throws {@link ListenError} when the port was refused and another program
   * has taken it meanwhile; where any port would do, it is another one then.
   */
  async apply(rule: ConnectionRule): Promise<void> {
    this.#rule = rule;
    if (rule === 'refuse') this.#server.close();
    else if (!this.#server.listening && !this.#closed) await this.#reopen();
  }

  /** Ends all connections, and every one that still comes until the port is shut. */
  close(): void {
    this.#closed = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  async #reopen(): Promise<void> {
    if (!this.#options) return;
    const options = { ...this.#options, port: this.#port };
    try {
      await listen(listenerOf(this.#server), options);
    } catch (error) {
      if (!(error instanceof ListenError) || this.#options.port !== 0) throw error;
      this.#port = await listen(listenerOf(this.#server), this.#options);
    }
  }

  #connected(socket: Socket): void {
    this.#sockets.add(socket);
    // Torn connections are everyday business here; without a listener they would end the process.
    socket.on('error', () => {}).once('close', () => this.#sockets.delete(socket));
    if (this.#closed) socket.destroy();
    else this.#judge(socket);
  }

  #judge(socket: Socket): void {
    switch (this.#rule) {
      case 'accept':
        this.#behind(socket);
        break;
      case 'refuse': // it came before the port was shut
      case 'resetBeforeTls':
        socket.resetAndDestroy();
        break;
      case 'resetDuringTls':
        socket.once('data', () => socket.resetAndDestroy());
        break;
      case 'resetAfterTls':
        this.#resetWithRequest(socket);
        break;
      case 'silent':
        socket.once('end', () => socket.end()).resume(); // it reads, or it would not see that the client has gone
    }
  }

  /** Lets the handshake through, to whoever is behind; the request is not. */
  #resetWithRequest(socket: Socket): void {
    const records = new ClientRecords();
    const [outer, inner] = duplexPair();
    socket.once('close', () => inner.destroy());
    inner.on('error', () => {}).once('close', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      if (records.holdRequest(chunk)) socket.resetAndDestroy();
      else outer.write(chunk);
    });
    outer.on('error', () => {}).pipe(socket);
    this.#behind(inner);
  }
}
