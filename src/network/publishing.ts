import type { SecureVersion } from 'node:tls';

/** Which web server the reverse proxy hands requests to: Exchange, or one that is no Exchange. */
export type PublishingTarget = 'exchange' | 'otherWebServer';

/** What the reverse proxy does with the Host line: pass it on, put its own in, or leave it out. */
export type HostHeaderRule =
  | { readonly mode: 'preserve' }
  | { readonly mode: 'rewrite'; readonly to: string }
  | { readonly mode: 'drop' };

/**
 * What the firewall before the proxy does with a connection. `refuse`: nothing listens. `silent`: it is taken, and nothing
 * ever comes back. The resets come as soon as it is open, once the client has begun TLS, and once it has sent its request.
 */
export type ConnectionRule = 'accept' | 'refuse' | 'silent' | 'resetBeforeTls' | 'resetDuringTls' | 'resetAfterTls';

/** The published certificate: as it should be, of a root that nobody trusts, past its end, or for another name. */
export type PublishedCertificate = 'valid' | 'untrusted' | 'expired' | 'wrongName';

/** What the proxy says by itself, in place of the server behind it. */
export type OwnAnswer = 'none' | 'htmlPage' | 'redirect' | 'serviceUnavailable' | 'gatewayTimeout';

/** How the body of an answer comes through. */
export type BodyRule = 'whole' | 'slow' | 'cut';

/** How the on-premises Exchange is published to the Internet. Plain data: it stands in the lab's state file. */
export interface Publishing {
  readonly target: PublishingTarget;
  readonly hostHeader: HostHeaderRule;
  readonly authorizationHeader: 'preserve' | 'drop';
  /** `http`: the proxy ends TLS and speaks http to Exchange (SSL offloading). */
  readonly upstreamScheme: 'https' | 'http';
  /** Whether the proxy asks for its own login before a request goes on. */
  readonly preAuthentication: boolean;
  readonly answer: OwnAnswer;
  readonly body: BodyRule;
  readonly connection: ConnectionRule;
  /** The TLS versions the published port offers. */
  readonly tls: { readonly minVersion: SecureVersion; readonly maxVersion: SecureVersion };
  readonly certificate: PublishedCertificate;
  /** The client's address as the proxy writes it into X-Forwarded-For. */
  readonly forwardedFor: string;
}

/** The wires of the lab: its DNS, the publishing of the on-premises Exchange, and its way out. */
export interface NetworkState {
  /** Names taken out of the DNS. */
  readonly withdrawnNames: readonly string[];
  /** Names whose record leads to a stranger's computer. */
  readonly misdirectedNames: readonly string[];
  readonly publishing: Publishing;
  /** What the web proxy does with who wants to get out: it lets him, or answers 403. */
  readonly webProxy: WebProxyRule;
  /** The newest TLS version that the on-premises servers speak as a client: Schannel's and .NET's settings. */
  readonly outboundTls: SecureVersion;
}

export type WebProxyRule = 'forward' | 'forbid';

/** Nothing between the Internet and Exchange is broken. The address is Exchange Online's in the seed page's IIS line. */
export const healthyPublishing: Publishing = {
  target: 'exchange',
  hostHeader: { mode: 'preserve' },
  authorizationHeader: 'preserve',
  upstreamScheme: 'https',
  preAuthentication: false,
  answer: 'none',
  body: 'whole',
  connection: 'accept',
  tls: { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' },
  certificate: 'valid',
  forwardedFor: '40.99.157.189',
};

export const healthyNetwork: NetworkState = {
  withdrawnNames: [],
  misdirectedNames: [],
  publishing: healthyPublishing,
  webProxy: 'forward',
  outboundTls: 'TLSv1.3',
};
