import { createHash, X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';

/** A client's connection: one object as long as it is open, so that others can remember something of it. */
export interface Connection {
  /** Channel binding of its TLS, `tls-server-end-point`: the hash of the listener's certificate. None without TLS. */
  readonly tlsServerEndPoint: Buffer | undefined;
}

/** The connections of a listener. */
export class Connections {
  readonly #tlsServerEndPoint: Buffer | undefined;
  readonly #known = new WeakMap<Socket, Connection>();

  constructor(certificate: string | undefined) {
    this.#tlsServerEndPoint = certificate === undefined ? undefined : endPointHash(certificate);
  }

  of(socket: Socket): Connection {
    const known = this.#known.get(socket) ?? { tlsServerEndPoint: this.#tlsServerEndPoint };
    this.#known.set(socket, known);
    return known;
  }
}

/** RFC 5929 §4.1. The lab signs with SHA-256, which is also the hash where a signature has a weaker one. */
function endPointHash(certificate: string): Buffer {
  return createHash('sha256').update(new X509Certificate(certificate).raw).digest();
}
