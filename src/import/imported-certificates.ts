import { certificateServices, type ServerCertificate } from '../directory/exchange-server.js';
import { certificateDetails } from '../pki/certificate-details.js';
import type { Taking } from './taking.js';

/** A certificate of the customer's that the lab makes one of its own for: its key is not in an export, its state is. */
export interface WantedCertificate {
  /** The customer's. */
  readonly thumbprint: string;
  readonly subject: string;
  readonly domainNames: readonly string[];
  /** Milliseconds since 1970; undefined where nothing is known: as setup would make it now. */
  readonly validity: Validity | undefined;
  readonly keySize: number;
}

export interface Validity {
  readonly notBefore: number;
  readonly notAfter: number;
}

/** A certificate in the store of a server. */
export interface ImportedCertificate extends WantedCertificate {
  /** What it has on that server. */
  readonly entry: Omit<ServerCertificate, 'thumbprint'>;
  /** Name or FQDN of the server; undefined: the output does not tell. */
  readonly server: string | undefined;
}

export const authCertificateSubject = 'CN=Microsoft Exchange Server Auth Certificate';
const keySizes: readonly number[] = [1024, 2048, 3072, 4096];

/** Is it one that the organisation signs with, or may have meant to? The others are for TLS and SMTP. */
export function isAuthCertificate(taking: Taking, thumbprints: ReadonlySet<string>): boolean {
  if (thumbprints.has(thumbprintOf(taking))) return true;
  const subject = taking.peek('Subject')?.text ?? rawDetails(taking)?.subject ?? '';
  return [authCertificateSubject.toLowerCase(), 'cn=federation'].includes(subject.trim().toLowerCase());
}

/** In upper case, as Exchange prints it; Export-Clixml may have kept the certificate alone. */
export function thumbprintOf(taking: Taking): string {
  return (taking.peek('Thumbprint')?.text || rawDetails(taking)?.thumbprint || '')
    .toUpperCase()
    .replace(/[^0-9A-F]/g, '');
}

export function importedCertificate(taking: Taking): ImportedCertificate {
  const raw = rawDetails(taking);
  const subject = taking.text('Subject') || raw?.subject || authCertificateSubject;
  const certificate = {
    thumbprint: thumbprintOf(taking),
    subject,
    domainNames: taking.list('CertificateDomains') ?? raw?.dnsNames ?? [],
    validity: validityOf(taking),
    keySize: keySizeOf(taking),
    entry: {
      friendlyName: taking.text('FriendlyName') ?? subject.replace(/^CN=/i, ''),
      services: servicesOf(taking),
      privateKeyExportable: taking.flag('PrivateKeyExportable') ?? true,
      hasPrivateKey: taking.flag('HasPrivateKey') ?? true,
      certificateRequest: '',
    },
    server: serverOf(taking),
  };
  if (taking.peek('Status')?.text === 'Revoked') taking.refuse('Status', 'nobody in the lab asks for revocation lists');
  passWhatFollows(taking);
  taking.rest('a certificate of the lab’s own has its own');
  return certificate;
}

/** What the certificate itself says, where it is in the output; its key never is. */
function rawDetails(taking: Taking) {
  const { text = '' } = taking.peek('RawData') ?? {};
  try {
    return text === '' ? undefined : certificateDetails(Buffer.from(text, 'base64'));
  } catch {
    return undefined; // `{48, 130, 3, …}`, as Format-List prints bytes
  }
}

function validityOf(taking: Taking): Validity | undefined {
  const raw = rawDetails(taking);
  const [notBefore, notAfter] = [taking.date('NotBefore'), taking.date('NotAfter')].map((date) =>
    Date.parse(date ?? ''),
  );
  if (notBefore !== undefined && notAfter !== undefined && notBefore < notAfter) return { notBefore, notAfter };
  return raw && { notBefore: raw.notBefore, notAfter: raw.notAfter };
}

function keySizeOf(taking: Taking): number {
  const size = Number(taking.peek('PublicKeySize')?.text || rawDetails(taking)?.rsaKeySize || 2048);
  if (keySizes.includes(size)) {
    if (taking.peek('PublicKeySize')) taking.took('PublicKeySize');
    return size;
  }
  taking.refuse('PublicKeySize', `the lab makes keys of ${keySizes.join(', ')} bits; this one has 2048`);
  return 2048;
}

/** Without IIS: the web sites of the lab have a certificate that its clients trust. */
function servicesOf(taking: Taking): ServerCertificate['services'] {
  const words = (taking.text('Services') ?? '').split(/[,\s]+/).map((word) => word.toLowerCase());
  return certificateServices.filter((service) => service !== 'IIS' && words.includes(service.toLowerCase()));
}

/** `ex01.contoso.com\03C4…`, or the server of the remote session. */
export function serverOf(taking: Taking): string | undefined {
  const [, server] = /^([^\\]+)\\[0-9A-F]+$/i.exec(taking.peek('Identity')?.text ?? '') ?? [];
  const computer = taking.peek('PSComputerName')?.text ?? '';
  return server ?? (computer === '' || computer === 'localhost' ? undefined : computer);
}

/** Follows from what was taken, or says the same again. */
function passWhatFollows(taking: Taking): void {
  taking.pass(
    ...['AccessRules', 'Archived', 'DnsNameList', 'EnhancedKeyUsageList', 'Extensions', 'Handle', 'IISServices'],
  );
  taking.pass(...['IsSelfSigned', 'Issuer', 'IssuerName', 'KeyIdentifier', 'PrivateKey', 'PublicKey', 'RawData']);
  taking.pass(...['RootCAType', 'SendAsTrustedIssuer', 'SerialNumber', 'ServicesStringForm', 'SignatureAlgorithm']);
  taking.pass(...['Status', 'SubjectKeyIdentifier', 'SubjectName', 'Thumbprint', 'Version']);
}
