import { Agent, type AgentOptions, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';

/**
 * Windows authentication logs a connection on, not a request. So a client that begins it through a proxy gets a connection
 * of its own behind the proxy, as long as his lasts: nobody else may be let in as him, and his own next request must be.
 */
export class PrivateConnections {
  readonly #agents = new WeakMap<Socket, Agent>();
  readonly #createAgent: (options: AgentOptions) => Agent;

  constructor(scheme: 'https' | 'http') {
    this.#createAgent = (options) => (scheme === 'https' ? new HttpsAgent(options) : new Agent(options));
  }

  /** Keeps the connection for this client; false, a new one for each request, for who has never begun. */
  agentFor({ socket, headers }: IncomingMessage): Agent | false {
    const known = this.#agents.get(socket);
    if (known) return known;
    if (!/^\s*(negotiate|ntlm)\b/i.test(headers.authorization ?? '')) return false;
    const agent = this.#createAgent({ keepAlive: true, maxSockets: 1 });
    this.#agents.set(socket, agent);
    socket.once('close', () => agent.destroy());
    return agent;
  }
}
