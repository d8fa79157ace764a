import { X509Certificate } from 'node:crypto';
import type { AuthServer, AuthServerType, PartnerApplication } from '../directory/organization.js';
import { plainPartnerApplication } from '../directory/partner-application.js';
import type { World } from '../directory/world.js';
import type { Random } from '../random.js';
import { isAcsServer } from './imported-names.js';
import { hostOf, isLabCloudHost, isMicrosoftName } from './microsoft-names.js';
import type { Taking } from './taking.js';

/** Whom the customer trusts: auth servers and partner applications. */

export interface TrustSurroundings {
  readonly world: World;
  /** Those of the healthy lab: what the output does not tell is as there. */
  readonly models: readonly AuthServer[];
  /** The certificate that the lab's token service signs with, base64 DER. */
  readonly tokenSigning: string;
  readonly random: Random;
}

const cloudKinds = ['MicrosoftACS', 'AzureAD'] as const satisfies readonly AuthServerType[];
const otherCloud = 'the lab’s cloud is the worldwide one and answers under its names alone; it has the lab’s';

/** Undefined: it can't be taken over. */
export function importedAuthServer(taking: Taking, surroundings: TrustSurroundings): AuthServer | undefined {
  const { models, world, random, tokenSigning } = surroundings;
  const type = taking.peek('Type')?.text ?? (isAcsServer(taking.object) ? 'MicrosoftACS' : undefined);
  const model = models.find((candidate) => candidate.type === type);
  if (!model)
    return taking.refuse('Type', `it is left out: the lab’s issuers are of the types ${cloudKinds.join(' and ')}`);
  const realm = taking.peek('Realm')?.text.toLowerCase() ?? model.realm;
  if (realm !== '' && realm !== world.tenantId) {
    const why = `it is left out: the lab has one tenant of its own, ${world.tenantId}; --tenant-id chooses another`;
    return taking.refuse('Realm', why);
  }
  if (taking.peek('Type')) taking.took('Type');
  const metadataUrl = cloudUrl(taking, 'AuthMetadataUrl', model.authMetadataUrl);
  const known = ['IssuerIdentifier', 'TokenIssuingEndpoint'].every((name) => taking.peek(name)?.text);
  const server: AuthServer = {
    ...model,
    name: taking.text('Name') ?? model.name,
    guid: guidOf(taking, random),
    enabled: taking.flag('Enabled') ?? model.enabled,
    issuerIdentifier: taking.text('IssuerIdentifier') ?? model.issuerIdentifier,
    realm: taking.text('Realm')?.toLowerCase() ?? model.realm,
    tokenIssuingEndpoint: cloudUrl(taking, 'TokenIssuingEndpoint', model.tokenIssuingEndpoint),
    authorizationEndpoint: cloudUrl(taking, 'AuthorizationEndpoint', model.authorizationEndpoint),
    authMetadataUrl: metadataUrl,
    isDefaultAuthorizationEndpoint: taking.flag('IsDefaultAuthorizationEndpoint') ?? false,
    domainName: taking.list('DomainName') ?? [],
    applicationIdentifier: taking.text('ApplicationIdentifier') ?? '',
    // With its endpoints there is nothing to be read from its metadata but the keys, which are the lab's.
    certificateStrings: known || !isReadable(metadataUrl, world) ? [tokenSigning] : [],
  };
  if (taking.peek('CertificateStrings'))
    taking.refuse('CertificateStrings', 'the lab’s token service signs with a key of its own');
  taking.rest();
  return server;
}

/** A URL as it is, be it wrong; but one of another cloud of Microsoft's is that of the lab. */
export function cloudUrl(taking: Taking, property: string, own: string): string {
  const url = taking.peek(property)?.text;
  if (url === undefined) return own;
  const host = hostOf(url) ?? '';
  if (!isMicrosoftName(host) || isLabCloudHost(host)) return taking.text(property) ?? '';
  taking.refuse(property, otherCloud);
  return own;
}

/** Does the lab's cloud have a metadata document there? */
function isReadable(url: string, { tenantId }: World): boolean {
  if (!isLabCloudHost(hostOf(url) ?? '')) return false;
  const [, tenant = ''] = new URL(url).pathname.split('/');
  return tenant.includes('.') || tenant.toLowerCase() === tenantId;
}

export function importedPartner(taking: Taking, random: Random): PartnerApplication {
  const plain = plainPartnerApplication;
  const partner: PartnerApplication = {
    ...plain,
    name: taking.text('Name') ?? taking.name,
    guid: guidOf(taking, random),
    enabled: taking.flag('Enabled') ?? plain.enabled,
    applicationIdentifier: taking.text('ApplicationIdentifier')?.toLowerCase() ?? '',
    realm: taking.text('Realm') ?? '',
    useAuthServer: taking.flag('UseAuthServer') ?? plain.useAuthServer,
    acceptSecurityIdentifierInformation: taking.flag('AcceptSecurityIdentifierInformation') ?? false,
    linkedAccount: taking.text('LinkedAccount') ?? '',
    authMetadataUrl: taking.text('AuthMetadataUrl') ?? '',
    accountType: taking.choice('AccountType', ['OrganizationalAccount', 'ConsumerAccount']) ?? plain.accountType,
    issuerIdentifier: taking.text('IssuerIdentifier') ?? '',
    appOnlyPermissions: taking.list('AppOnlyPermissions') ?? [],
    actAsPermissions: taking.list('ActAsPermissions') ?? [],
    certificateStrings: certificatesOf(taking),
    whenCreated: taking.date('WhenCreatedUTC') || taking.date('WhenCreated') || undefined,
    whenChanged: taking.date('WhenChangedUTC') || taking.date('WhenChanged') || undefined,
  };
  taking.rest();
  return partner;
}

/** Public keys of an application that vouches for itself; whole ones, or none. */
function certificatesOf(taking: Taking): readonly string[] {
  const items = taking.peek('CertificateStrings')?.items ?? [];
  const whole = items.filter(isCertificate);
  if (whole.length === items.length) return taking.list('CertificateStrings') ?? [];
  taking.refuse('CertificateStrings', 'not all of it is a certificate: export it with Export-Clixml');
  return whole;
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(Buffer.from(text, 'base64')).raw.length > 0;
  } catch {
    return false;
  }
}

export function guidOf(taking: Taking, random: Random): string {
  const guid = taking.peek('Guid')?.text.toLowerCase() ?? '';
  if (!/^[0-9a-f-]{36}$/.test(guid)) return random.uuid();
  taking.took('Guid');
  return guid;
}
