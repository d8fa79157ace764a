import { type CertificateSources, issueCertificate, type KeyedCertificate } from './certificate.js';
import { commonName, type DistinguishedName } from './distinguished-name.js';
import { type CertificateWorld, cloudPermittedNames, organizationPermittedNames, tlsNames } from './world.js';

/** The certificates that a lab always has. */
export interface FixedCertificates {
  readonly organizationRoot: KeyedCertificate;
  readonly cloudRoot: KeyedCertificate;
  readonly exchangeTls: KeyedCertificate;
  readonly cloudTls: KeyedCertificate;
  readonly tokenSigning: KeyedCertificate;
}

/** A lab root: signs for the permitted names and loopback only. */
export function issueLabRoot(
  name: string,
  permittedNames: readonly string[],
  sources: CertificateSources,
): Promise<KeyedCertificate> {
  const profile = { kind: 'authority', permittedNames } as const;
  return issueCertificate({ subject: commonName(name), profile, lifetimeInYears: 10 }, sources);
}

/** A TLS server certificate. Two years unless said otherwise: Apple's systems refuse more than 825 days, also below a private root. */
export function issueTlsCertificate(
  names: readonly string[],
  issuer: KeyedCertificate | Promise<KeyedCertificate>,
  sources: CertificateSources,
  validity?: { readonly notBefore: number; readonly notAfter: number },
): Promise<KeyedCertificate> {
  const profile = { kind: 'server', names } as const;
  return issueCertificate(
    { subject: commonName(names[0] ?? 'localhost'), profile, lifetimeInYears: 2, validity, issuer },
    sources,
  );
}

/** A self-signed certificate as Exchange makes one: five years, RSA 2048, key usage 0xA0. */
export function issueExchangeCertificate(
  options: {
    readonly subject: DistinguishedName;
    readonly domainNames?: readonly string[];
    readonly keySize?: number;
    readonly subjectKeyIdentifier?: string;
    /** In place of the five years. */
    readonly lifetimeInDays?: number;
    /** In place of either, where a certificate stands in for another one. */
    readonly validity?: { readonly notBefore: number; readonly notAfter: number };
  },
  sources: CertificateSources,
): Promise<KeyedCertificate> {
  const { subject, domainNames = [], keySize = 2048, subjectKeyIdentifier, lifetimeInDays, validity } = options;
  const profile = { kind: 'server', names: domainNames } as const;
  return issueCertificate(
    { subject, profile, lifetimeInYears: 5, lifetimeInDays, validity, keySize, subjectKeyIdentifier },
    sources,
  );
}

/** The auth certificate as Exchange setup makes it. No host name belongs on it; one may be there all the same. */
export function issueAuthCertificate(
  sources: CertificateSources,
  domainNames: readonly string[] = [],
): Promise<KeyedCertificate> {
  return issueExchangeCertificate(
    { subject: commonName('Microsoft Exchange Server Auth Certificate'), domainNames },
    sources,
  );
}

/** The older variant: the certificate of the federation trust, named Federation, is the auth certificate too (seed page). */
function issueFederationCertificate(sources: CertificateSources): Promise<KeyedCertificate> {
  const name = 'Federation';
  return issueExchangeCertificate({ subject: commonName(name), domainNames: [name] }, sources);
}

/** Which of the two an organisation begins with. */
export type FirstAuthCertificate = 'auth' | 'federation';

/** The certificate of the key with which the token service of that host signs. It is no server's: nobody can serve TLS with it. */
export function issueTokenSigningCertificate(host: string, sources: CertificateSources): Promise<KeyedCertificate> {
  const subject = commonName(host);
  return issueCertificate({ subject, profile: { kind: 'signing' }, lifetimeInYears: 5 }, sources);
}

/** Makes everything for a new lab. All keys are made in parallel; only the signing of a TLS certificate waits for its root. */
export async function issueLabCertificates(
  world: CertificateWorld,
  sources: CertificateSources,
  first: FirstAuthCertificate,
): Promise<FixedCertificates & { readonly authCertificate: KeyedCertificate }> {
  const rootName = `exchange-oauth-lab ${world.organization} root`;
  const organizationIssuer = issueLabRoot(rootName, organizationPermittedNames(world), sources);
  const cloudIssuer = issueLabRoot(
    'exchange-oauth-lab cloud root (never install)',
    cloudPermittedNames(world),
    sources,
  );
  const [organizationRoot, cloudRoot, exchangeTls, cloudTls, tokenSigning, authCertificate] = await Promise.all([
    organizationIssuer,
    cloudIssuer,
    issueTlsCertificate(tlsNames(world.organizationNames), organizationIssuer, sources),
    issueTlsCertificate(tlsNames(world.cloudNames), cloudIssuer, sources),
    issueTokenSigningCertificate(world.cloudNames[0] ?? 'localhost', sources), // the token service comes first
    first === 'federation' ? issueFederationCertificate(sources) : issueAuthCertificate(sources),
  ]);
  return { organizationRoot, cloudRoot, exchangeTls, cloudTls, tokenSigning, authCertificate };
}
