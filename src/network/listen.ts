import type { AddressInfo, Server } from 'node:net';

/** Any Fastify server, http or https; or what {@link listenerOf} makes of a server of Node's. */
export interface Listener {
  readonly server: { address(): AddressInfo | string | null };
  listen(options: { host: string; port: number }): Promise<unknown>;
}

export interface ListenOptions {
  readonly host: string;
  /** 0 means any free port. */
  readonly port: number;
  /** The flag that chooses this port, for the error's advice; without one the error gives none. */
  readonly flag?: string;
  /** The flag that chooses the address. */
  readonly hostFlag?: string;
}

/** A port that cannot be had, in one line for the person who chose it. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/** A server of Node's, to be listened with. */
export function listenerOf(server: Server): Listener {
  return {
    server,
    listen: (where) =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(where, () => {
          server.off('error', reject);
          resolve();
        });
      }),
  };
}

/** Opens a server's port and returns the real one. */
export async function listen(app: Listener, options: ListenOptions): Promise<number> {
  const { host, port } = options;
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw asListenError(error, options);
  }
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no TCP port');
  return address.port;
}

function asListenError(error: unknown, { host, port, flag, hostFlag = '--host' }: ListenOptions): unknown {
  const advice = flag === undefined ? '' : `; choose another with ${flag} (0 means any free port)`;
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is in use by another program${advice}.`,
    EACCES: `Port ${port} on ${host} is not open to this account${advice}.`,
    EADDRNOTAVAIL: `${host} is no address of this computer; choose another with ${hostFlag}.`,
    ENOTFOUND: `${host} is no address of this computer; choose another with ${hostFlag}.`,
  };
  const sentence = sentences[(error as NodeJS.ErrnoException).code ?? ''];
  return sentence === undefined ? error : new ListenError(sentence, { cause: error });
}
