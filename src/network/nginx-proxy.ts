import { mkdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LabError } from '../lab-error.js';
import { Firewall } from './firewall.js';
import type { Endpoint } from './names.js';
import { enabledFaults, type NginxFile, type NginxPlaces, nginxFiles } from './nginx-configuration.js';
import { type NginxTemplates, readNginxTemplates } from './nginx-files.js';
import { NginxProcess } from './nginx-process.js';
import type { PublishedCertificate, Publishing } from './publishing.js';
import { relay } from './relay.js';
import type { ReverseProxy } from './reverse-proxy.js';
import type { TlsIdentity } from './tls.js';

export interface NginxProxyOptions extends Omit<NginxPlaces, 'listen' | 'innerProxy'> {
  /** The published certificate, or one with a fault: nginx ends the Internet's TLS. */
  readonly identity: (certificate: PublishedCertificate) => Promise<TlsIdentity>;
  /** Default 0, any free port; always on 127.0.0.1. */
  readonly port?: number;
  /** The flag that chooses the port, for an error's advice. */
  readonly portFlag?: string;
  /** Default `nginx`, to be found in PATH. */
  readonly program?: string;
  /** The folder of nginx's files. It is emptied first. */
  readonly directory: string;
  /** Writes a file as a whole or not at all. */
  readonly writeFile: (path: string, text: string, mode: number) => Promise<void>;
  readonly publishing: Publishing;
}

const host = '127.0.0.1';

/** How often nginx is asked whether it answers, and the milliseconds between. */
const patience = { times: 1000, pause: 10 } as const;

/**
 * A real nginx that publishes the on-premises Exchange, behind the same firewall as the embedded proxy. What the firewall
 * lets through goes to the port that nginx listens on by its newest configuration. That is another port each time: nobody
 * but its new workers answers there, while the old ones still take connections for a moment after a reload.
 *
 * Throws LabError where nginx is missing or does not start, ListenError where the port can't be had.
 */
export async function startNginxProxy(options: NginxProxyOptions): Promise<ReverseProxy> {
  const { port = 0, portFlag, publishing } = options;
  const nginx = new Nginx(options, await readNginxTemplates());
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => relay(client, nginx.endpoint));
  const firewall = new Firewall(server);
  await firewall.open({ host, port, ...(portFlag === undefined ? {} : { flag: portFlag }) });
  const close = async () => {
    server.close();
    firewall.close();
    await nginx.stop();
  };
  try {
    await nginx.start(publishing);
    await firewall.apply(publishing.connection);
  } catch (error) {
    await close();
    throw error;
  }
  let pending: Promise<unknown> = Promise.resolve();
  return {
    get endpoint() {
      return firewall.endpoint;
    },
    apply(next) {
      const result = pending.then(async () => {
        await nginx.apply(next);
        await firewall.apply(next.connection);
      });
      pending = result.catch(() => undefined); // the caller gets the failure; the next publishing is tried all the same
      return result;
    },
    async close() {
      await pending;
      await close();
    },
  };
}

/** nginx with its files. */
class Nginx {
  readonly #options: NginxProxyOptions;
  readonly #templates: NginxTemplates;
  #process: NginxProcess | undefined;
  #written: ReadonlyMap<string, NginxFile> = new Map();
  #publishing: Publishing | undefined;
  /** Where the newest configuration answers. */
  endpoint: Endpoint = { address: host, port: 0 };

  constructor(options: NginxProxyOptions, templates: NginxTemplates) {
    this.#options = options;
    this.#templates = templates;
  }

  /** Empties its folder and starts it. */
  async start(publishing: Publishing): Promise<void> {
    await rm(this.#options.directory, { recursive: true, force: true });
    await mkdir(join(this.#options.directory, 'conf.d', 'faults'), { recursive: true, mode: 0o700 });
    await this.apply(publishing);
  }

  /** Resolves when nginx answers by this publishing; one that has ended is started again. */
  async apply(publishing: Publishing): Promise<void> {
    if (publishing === this.#publishing) return;
    const { directory, program = 'nginx' } = this.#options;
    // Another program may take a free port before nginx does.
    for (let attempt = 0; attempt < 2; attempt++) {
      const endpoint = await this.#configure(publishing);
      if (this.#process?.running) await this.#process.reload();
      else this.#process = await NginxProcess.start(program, directory);
      if (!(await this.#answers(endpoint))) continue;
      this.endpoint = endpoint;
      this.#publishing = publishing;
      return;
    }
    const said = this.#process?.said || `see ${join(directory, 'error.log')}`;
    throw new LabError(`nginx ${this.#process?.running ? 'does not answer' : 'has ended'}: ${said}`);
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  /** Writes the files of a publishing, at a new port. */
  async #configure(publishing: Publishing): Promise<Endpoint> {
    const { directory, identity, writeFile } = this.#options;
    const [listen, innerProxy] = await Promise.all([freeEndpoint(), freeEndpoint()]);
    const certificate = await identity(publishing.certificate);
    const files = nginxFiles(this.#templates, publishing, certificate, { ...this.#options, listen, innerProxy });
    const enabled = join(directory, enabledFaults);
    await rm(enabled, { recursive: true, force: true }); // with what somebody has put there by hand
    await mkdir(enabled, { mode: 0o700 });
    for (const [path, { text, secret }] of files) {
      if (this.#written.get(path)?.text === text && !path.startsWith(enabledFaults)) continue;
      await writeFile(join(directory, path), text, secret ? 0o600 : 0o644);
    }
    this.#written = files;
    return listen;
  }

  /** Waits until nginx answers there; false when it ends before, or takes too long. */
  async #answers(endpoint: Endpoint): Promise<boolean> {
    for (let time = 0; time < patience.times && this.#process?.running; time++) {
      if (await answers(endpoint)) return true;
      await pause(patience.pause);
    }
    return false;
  }
}

function answers({ address, port }: Endpoint): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, address);
    const tell = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => tell(true)).once('error', () => tell(false));
  });
}

/** nginx can't choose a port by itself and say which. */
async function freeEndpoint(): Promise<Endpoint> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => void server.once('error', reject).listen(0, host, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no TCP port');
  return { address: host, port: address.port };
}
