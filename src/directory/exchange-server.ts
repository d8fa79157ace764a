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
}

/** A certificate in the store of one server; its bytes and its key lie in the lab's store under the thumbprint. */
export interface ServerCertificate {
  readonly thumbprint: string;
  readonly friendlyName: string;
  readonly services: readonly CertificateService[];
  readonly privateKeyExportable: boolean;
  /** False: only the certificate is there, as after the import of a .cer file. */
  readonly hasPrivateKey: boolean;
}

export const certificateServices = ['IMAP', 'POP', 'UM', 'IIS', 'SMTP', 'Federation', 'UMCallRouter'] as const;
export type CertificateService = (typeof certificateServices)[number];
