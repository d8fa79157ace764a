import { fork } from 'node:child_process';
import { once } from 'node:events';
import { openConnections, send } from './client.js';

const child = new URL('./child.js', import.meta.url);

/** A server in a child process, and how much CPU time it spends on a request. */
export class Subject {
  #process;
  #ports;
  #request;
  #sent = 0;

  /**
   * `server` is a file of bench/servers/, `setup` what it is started with; `requests` are sent in turn, and each answer
   * must have `status`.
   */
  static async start({ server, setup, requests, status, execArgv = [] }) {
    const process = fork(child, { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    process.send({ server, setup });
    const [ports] = await Promise.race([
      once(process, 'message'),
      once(process, 'exit').then(() => Promise.reject(new Error(`The server '${server}' did not start.`))),
    ]);
    return new Subject(process, ports, { requests, status });
  }

  constructor(process, ports, request) {
    this.#process = process;
    this.#ports = ports;
    this.#request = request;
  }

  /** What the process has used so far: `cpu` in microseconds, `rss` in bytes. */
  usage() {
    return this.#ask('usage');
  }

  /** Bytes the process holds when its garbage is gone; for one started with --expose-gc. */
  async live() {
    return (await this.#ask('live')).live;
  }

  /** Sends `count` requests over connections that are open already; microseconds of CPU time each, and how many a second. */
  async measure({ count, transport, ca, servername, connections = 16 }) {
    const target = { port: this.#ports[transport], servername, ...(transport === 'tls' ? { ca } : {}) };
    const open = await openConnections(target, connections);
    await this.#send(open, connections * 2);
    const before = await this.usage();
    const started = performance.now();
    const answer = await this.#send(open, count);
    const seconds = (performance.now() - started) / 1000;
    const after = await this.usage();
    for (const connection of open) connection.close();
    return {
      user: (after.user - before.user) / count,
      system: (after.system - before.system) / count,
      cpu: (after.cpu - before.cpu) / count,
      perSecond: count / seconds,
      rss: after.rss,
      answer,
    };
  }

  async stop() {
    const gone = once(this.#process, 'exit');
    this.#process.disconnect();
    await gone;
  }

  async #ask(what) {
    this.#process.send(what);
    const [answer] = await once(this.#process, 'message');
    return answer;
  }

  async #send(open, count) {
    const answer = await send(open, { ...this.#request, first: this.#sent, count });
    this.#sent += count;
    return answer;
  }
}
