import type { SecureVersion } from 'node:tls';

/** Which web server the reverse proxy hands requests to: Exchange, or one that is no Exchange. */
export type PublishingTarget = 'exchange' | 'otherWebServer';

/** What the reverse proxy does with the Host line: pass it on, put its own in, or leave it out. */
export type HostHeaderRule =
  | { readonly mode: 'preserve' }
  | { readonly mode: 'rewrite'; readonly to: string }
  | { readonly mode: 'drop' };

/** How the on-premises Exchange is published to the Internet. Plain data: it stands in the lab's state file. */
export interface Publishing {
  readonly target: PublishingTarget;
  readonly hostHeader: HostHeaderRule;
  /** `reset`: a firewall tears every connection down as soon as the client has sent something. */
  readonly connection: 'accept' | 'reset';
  /** The TLS versions the published port offers. */
  readonly tls: { readonly minVersion: SecureVersion; readonly maxVersion: SecureVersion };
  /** The client's address as the proxy writes it into X-Forwarded-For. */
  readonly forwardedFor: string;
}

/** The wires of the lab: names taken out of its DNS, and the publishing of the on-premises Exchange. */
export interface NetworkState {
  readonly withdrawnNames: readonly string[];
  readonly publishing: Publishing;
  /** What the web proxy does with who wants to get out: it lets him, or answers 403. */
  readonly webProxy: WebProxyRule;
}

export type WebProxyRule = 'forward' | 'forbid';

/** Nothing between the Internet and Exchange is broken. The address is Exchange Online's in the seed page's IIS line. */
export const healthyPublishing: Publishing = {
  target: 'exchange',
  hostHeader: { mode: 'preserve' },
  connection: 'accept',
  tls: { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' },
  forwardedFor: '40.99.157.189',
};

export const healthyNetwork: NetworkState = {
  withdrawnNames: [],
  publishing: healthyPublishing,
  webProxy: 'forward',
};
