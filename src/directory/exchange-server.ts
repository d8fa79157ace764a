import type { Clock } from '../clock.js';

/** What Active Directory and the machine itself hold for one Exchange server. Plain data. */
export interface ExchangeServer {
  readonly name: string;
  readonly fqdn: string;
  /** Active Directory site; the Certificate servicelet copies certificates within one. */
  readonly adSite: string;
  /** The certificates in this server's store. */
  readonly certificates: readonly ServerCertificate[];
  /** Thumbprint of the certificate that SMTP between the servers uses: the default SMTP certificate. */
  readonly internalTransportCertificate: string;
  /** False: it is switched off, and no cmdlet can ask it. */
  readonly reachable: boolean;
  /** Set-ExchangeServer -InternetWebProxy; empty = none. */
  readonly internetWebProxy: string;
  /** Milliseconds that its clock is ahead of the true time, which is the lab's; none when left out. */
  readonly clockOffset?: number | undefined;
}

/** A certificate in the store of one server; its bytes and its key lie in the lab's store under the thumbprint. */
export interface ServerCertificate {
  readonly thumbprint: string;
  readonly friendlyName: string;
  readonly services: readonly CertificateService[];
  readonly privateKeyExportable: boolean;
  /** False: only the certificate is there, as after the import of a .cer file. */
  readonly hasPrivateKey: boolean;
  /** PKCS#10 in PEM of a request whose answer is awaited: the certificate stands in for it. Empty = none. */
  readonly certificateRequest: string;
}

/** The clock of one of the servers, as tokens are made and judged by it. */
export function clockOfServer(server: ExchangeServer | undefined, clock: Clock): Clock {
  return { now: () => clock.now() + (server?.clockOffset ?? 0) };
}

export const certificateServices = ['IMAP', 'POP', 'UM', 'IIS', 'SMTP', 'Federation', 'UMCallRouter'] as const;
export type CertificateService = (typeof certificateServices)[number];

/** The certificate of that thumbprint in the server's store. */
export function certificateOn({ certificates }: ExchangeServer, thumbprint: string): ServerCertificate | undefined {
  return certificates.find((certificate) => certificate.thumbprint === thumbprint);
}

/** The server with a certificate more; one of the same thumbprint is replaced. */
export function withCertificate(server: ExchangeServer, added: ServerCertificate): ExchangeServer {
  const { certificates } = server;
  const index = certificates.findIndex(({ thumbprint }) => thumbprint === added.thumbprint);
  return { ...server, certificates: index < 0 ? [...certificates, added] : certificates.with(index, added) };
}

/** The server without a certificate. */
export function withoutCertificate(server: ExchangeServer, thumbprint: string): ExchangeServer {
  const certificates = server.certificates.filter((certificate) => certificate.thumbprint !== thumbprint);
  return { ...server, certificates };
}

/** Of the certificates there are, the ones in the store of the server that answers every request: the first (docs/fidelity.md). */
export function certificatesOfFrontEnd<Certificate>(
  { servers }: { readonly servers: readonly ExchangeServer[] },
  certificates: ReadonlyMap<string, Certificate>,
): ReadonlyMap<string, Certificate> {
  const thumbprints = servers[0]?.certificates.map(({ thumbprint }) => thumbprint) ?? [];
  return new Map([...certificates].filter(([thumbprint]) => thumbprints.includes(thumbprint)));
}
