import { systemClock } from '../clock.js';
import { type CertificateService, certificateServices } from '../directory/exchange-server.js';
import { certificateDetails } from '../pki/certificate-details.js';
import { base64DerOf } from '../pki/thumbprint.js';
import type { LabContext, PowerShellObject, TableColumn } from './cmdlet.js';
import { blankable } from './property.js';
import type { CertificateOfServer } from './server-certificates.js';

/** Table of Get-ExchangeCertificate: the services as `....S..` (facts/oauth-outbound-admin §3.5). */
export const certificateTable: readonly TableColumn[] = [
  'Thumbprint',
  { label: 'Services', property: 'ServicesStringForm' },
  'Subject',
];

/** What `fl` shows of a certificate, in this order (seed page, facts/oauth-outbound-admin §3.5). */
export const certificateList = [
  'AccessRules',
  'CertificateDomains',
  'HasPrivateKey',
  'IsSelfSigned',
  'Issuer',
  'NotAfter',
  'NotBefore',
  'PublicKeySize',
  'RootCAType',
  'SerialNumber',
  'Services',
  'Status',
  'Subject',
  'Thumbprint',
] as const;

/** A certificate of a server as Exchange shows it; behind what `fl` shows stands what `fl *` adds. */
export function certificateObject(certificate: CertificateOfServer, context: LabContext): PowerShellObject {
  const { server, entry, stored } = certificate;
  const details = certificateDetails(stored.certificate);
  return {
    AccessRules: null,
    CertificateDomains: details.dnsNames,
    HasPrivateKey: entry.hasPrivateKey,
    IsSelfSigned: details.isSelfSigned,
    Issuer: details.issuer,
    NotAfter: new Date(details.notAfter),
    NotBefore: new Date(details.notBefore),
    PublicKeySize: details.rsaKeySize ?? null,
    RootCAType: details.isSelfSigned ? 'None' : 'Unknown',
    SerialNumber: details.serialNumber,
    Services: entry.services.length > 0 ? entry.services.join(', ') : 'None',
    Status: statusOf(certificate, context),
    Subject: details.subject,
    Thumbprint: entry.thumbprint,
    CertificateRequest: blankable(entry.certificateRequest),
    DnsNameList: details.dnsNames,
    FriendlyName: entry.friendlyName,
    Identity: `${server.fqdn}\\${entry.thumbprint}`,
    PrivateKeyExportable: entry.privateKeyExportable,
    RawData: base64DerOf(stored.certificate),
    ServicesStringForm: servicesStringForm(entry.services),
    SignatureAlgorithm: details.signatureAlgorithm,
    SubjectKeyIdentifier: blankable(details.subjectKeyIdentifier),
  };
}

const initials: Readonly<Record<CertificateService, string>> = {
  IMAP: 'I',
  POP: 'P',
  UM: 'U',
  IIS: 'W',
  SMTP: 'S',
  Federation: 'F',
  UMCallRouter: 'C',
};

function servicesStringForm(services: readonly CertificateService[]): string {
  return certificateServices.map((service) => (services.includes(service) ? initials[service] : '.')).join('');
}

/** The moment at which a certificate is judged: a web server's is by real time, as TLS is. */
export function judgedAt({ entry }: CertificateOfServer, { clock }: LabContext): number {
  return entry.services.includes('IIS') ? systemClock.now() : clock.now();
}

/** What is not self-signed must come from the lab's own root: nobody trusts another. */
function statusOf(certificate: CertificateOfServer, context: LabContext): string {
  const { entry, stored } = certificate;
  if (entry.certificateRequest !== '') return 'PendingRequest';
  const { notBefore, notAfter, isSelfSigned, issuer } = certificateDetails(stored.certificate);
  const now = judgedAt(certificate, context);
  if (now < notBefore || now > notAfter) return 'DateInvalid';
  const root = certificateDetails(context.certificates.organizationRoot.certificate);
  return isSelfSigned || issuer === root.subject ? 'Valid' : 'Untrusted';
}
