// A load generator that costs little itself: requests made before the clock runs, written to kept-alive sockets one after
// the other, answers told apart by Content-Length and nothing else.
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';

const headEnd = Buffer.from('\r\n\r\n');

/** One connection with at most one request under way. */
class Connection {
  #socket;
  #received = Buffer.alloc(0);
  #settle;

  static async open({ port, ca, servername }) {
    const socket = ca
      ? connectTls({ host: '127.0.0.1', port, ca, servername })
      : connectTcp({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, ca ? 'secureConnect' : 'connect');
    return new Connection(socket);
  }

  constructor(socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('error', (error) => this.#settle?.(error));
    socket.on('close', () => this.#settle?.(new Error('The server closed the connection.')));
  }

  /** Writes a request; calls back with the answer. */
  ask(request, settle) {
    this.#settle = settle;
    this.#socket.write(request);
  }

  close() {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #read(chunk) {
    const bytes = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    this.#received = bytes;
    const end = bytes.indexOf(headEnd);
    if (end < 0) return;
    const head = bytes.latin1Slice(0, end);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (bytes.length < end + 4 + length) return;
    this.#received = Buffer.alloc(0);
    this.#settle?.(undefined, { status: Number(head.slice(9, 12)), body: bytes.subarray(end + 4, end + 4 + length) });
  }
}

/** Opens connections to a server. `ca` makes them TLS. */
export async function openConnections(target, count) {
  return Promise.all(Array.from({ length: count }, () => Connection.open(target)));
}

/** Sends `count` requests, going round `requests` from the one at `first`; every answer must have that status. */
export function send(connections, { requests, first = 0, count, status }) {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let answered = 0;
    const next = (connection) => {
      if (sent === count) return;
      const request = requests[(first + sent) % requests.length];
      sent += 1;
      connection.ask(request, (error, answer) => {
        if (error) return reject(error);
        if (answer.status !== status) {
          return reject(
            new Error(`Status ${answer.status} instead of ${status}: ${answer.body.toString().slice(0, 300)}`),
          );
        }
        answered += 1;
        if (answered === count) return resolve(answer);
        next(connection);
      });
    };
    for (const connection of connections) next(connection);
  });
}

/** The bytes of a POST. */
export function post(target, headers, body) {
  const lines = Object.entries({ ...headers, 'Content-Length': Buffer.byteLength(body) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`POST ${target} HTTP/1.1\r\n${head}\r\n${body}`);
}
