import type { LabState } from '../directory/state.js';
import { cloudHosts, partnerHosts, webProxyHost } from '../directory/world.js';
import type { Endpoint, NameTable } from '../network/names.js';
import type { ReverseProxy } from '../network/reverse-proxy.js';
import type { WebProxy } from '../network/web-proxy.js';

/** Where the two halves listen. */
export interface SitePorts {
  readonly exchange: number;
  readonly exchangeHttp: number;
  readonly cloud: number;
}

/** Names that clients without DNS use for the on-premises server. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'] as const;

/** Publishes the lab's names: the organisation's behind the reverse proxy, the cloud's as they are. */
export function publishNames(
  names: NameTable,
  { world, network }: LabState,
  servers: {
    readonly proxy: ReverseProxy;
    readonly webProxy: WebProxy;
    readonly partnersPort: number;
    readonly strangerPort: number;
  },
  ports: SitePorts,
  address: string,
): void {
  const at = (port: number): Endpoint => ({ address, port });
  const { proxy, webProxy, partnersPort, strangerPort } = servers;
  const withdrawn = new Set(network.withdrawnNames);
  const misdirected = new Set(network.misdirectedNames);
  for (const host of world.hosts) {
    if (withdrawn.has(host)) names.withdraw(host);
    else if (misdirected.has(host)) names.publish(host, { 443: { address: '127.0.0.1', port: strangerPort } });
    else names.publish(host, { 443: proxy.endpoint, 80: at(ports.exchangeHttp) });
  }
  names.publish(webProxyHost(world), { 8080: webProxy.endpoint });
  for (const host of Object.values(partnerHosts(world))) {
    // A name that the organisation gave its Exchange stays Exchange's.
    if (!world.hosts.includes(host)) names.publish(host, { 443: { address: '127.0.0.1', port: partnersPort } });
  }
  for (const host of cloudHosts) names.publish(host, { 443: at(ports.cloud) });
  for (const host of loopbackHosts) {
    names.publish(host, {
      443: at(ports.exchange),
      80: at(ports.exchangeHttp),
      [ports.exchange]: at(ports.exchange),
      [ports.exchangeHttp]: at(ports.exchangeHttp),
    });
  }
}

/** The address that clients on this machine reach a listener at. */
export function reachableAddress(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
}

/** `https://127.0.0.1:8443`; an IPv6 address in brackets. */
export function urlOf(scheme: 'https' | 'http', host: string, port: number): string {
  const address = reachableAddress(host);
  return `${scheme}://${address.includes(':') ? `[${address}]` : address}:${port}`;
}
