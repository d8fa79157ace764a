import { type ExportedObject, propertyOf } from './exported-object.js';

/** The cmdlets whose output is taken in, by what comes behind `Get-`. */
export const outputKinds = [
  'AcceptedDomain',
  'AuthConfig',
  'AuthServer',
  'AutodiscoverVirtualDirectory',
  'ExchangeCertificate',
  'ExchangeServer',
  'IntraOrganizationConnector',
  'OrganizationConfig',
  'OrganizationRelationship',
  'PartnerApplication',
  'WebServicesVirtualDirectory',
] as const;
export type OutputKind = (typeof outputKinds)[number];

/** Without these an export says little; the others are welcome. */
export const principalKinds: readonly OutputKind[] = [
  'AuthConfig',
  'AuthServer',
  'PartnerApplication',
  'WebServicesVirtualDirectory',
  'AcceptedDomain',
  'ExchangeCertificate',
];

export function cmdletOf(kind: OutputKind): string {
  return `Get-${kind}`;
}

/** What a file is called after: `Get-AuthConfig.txt`, `authconfig.xml`, `EX01 AuthServers.log`. */
export function kindOfFileName(name: string): OutputKind | undefined {
  const folded = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return outputKinds.find((kind) => folded.includes(kind.toLowerCase()));
}

/** What an object is: its .NET type says it, or its properties, the cmdlet before it, at last the name of its file. */
export function kindOf(object: ExportedObject, fileName: string): OutputKind | undefined {
  const ofType = kindOfType(object.typeName);
  if (object.nested || ofType) return ofType;
  return (
    kindOfProperties(object) ??
    (isOfOurs(object) ? (kindOfCommand(object.command) ?? kindOfFileName(fileName)) : undefined)
  );
}

/** Properties by which a few picked ones still show an object, and not something else that stands in the file. */
const usual = [
  'Name',
  'Identity',
  'Enabled',
  'Realm',
  'ServiceName',
  'DomainName',
  'Thumbprint',
  'InternalUrl',
  'ExternalUrl',
];

function isOfOurs(object: ExportedObject): boolean {
  return usual.some((name) => propertyOf(object, name) !== undefined);
}

/** `Deserialized.Microsoft.Exchange.Data.Directory.SystemConfiguration.ADWebServicesVirtualDirectory` */
function kindOfType(typeName: string | undefined): OutputKind | undefined {
  const [, name = ''] = /(?:^|\.)Microsoft\.Exchange\.(?:[\w.]*\.)?(\w+)$/.exec(typeName ?? '') ?? [];
  return outputKinds.find((kind) => name === kind || name === `AD${kind}`);
}

function kindOfCommand(command: string | undefined): OutputKind | undefined {
  return outputKinds.find((kind) => cmdletOf(kind).toLowerCase() === command?.toLowerCase());
}

/** Properties that only one kind of object has, all of a row together; the first row that fits counts. */
const marks: readonly (readonly [kind: OutputKind, ...names: readonly string[]])[] = [
  ['AuthConfig', 'CurrentCertificateThumbprint'],
  ['PartnerApplication', 'UseAuthServer'],
  ['PartnerApplication', 'LinkedAccount'],
  ['AuthServer', 'TokenIssuingEndpoint'],
  ['AuthServer', 'IsDefaultAuthorizationEndpoint'],
  ['WebServicesVirtualDirectory', 'InternalNLBBypassUrl'],
  ['WebServicesVirtualDirectory', 'MRSProxyEnabled'],
  ['ExchangeCertificate', 'Thumbprint', 'Subject'],
  ['ExchangeCertificate', 'Thumbprint', 'NotAfter'],
  ['AcceptedDomain', 'DomainName', 'DomainType'],
  ['IntraOrganizationConnector', 'TargetAddressDomains'],
  ['OrganizationRelationship', 'FreeBusyAccessEnabled'],
  ['OrganizationConfig', 'OAuth2ClientProfileEnabled'],
  ['OrganizationConfig', 'EnableAuthAdminReadSession'],
];

function kindOfProperties(object: ExportedObject): OutputKind | undefined {
  const has = (name: string) => propertyOf(object, name) !== undefined;
  const marked = marks.find(([, ...names]) => names.every(has))?.[0];
  if (marked) return marked;
  if (has('OAuthAuthentication')) {
    const name = propertyOf(object, 'Name')?.text ?? propertyOf(object, 'Identity')?.text ?? '';
    if (/(?:^|\\)EWS\b/i.test(name)) return 'WebServicesVirtualDirectory';
    if (/(?:^|\\)Autodiscover\b/i.test(name)) return 'AutodiscoverVirtualDirectory';
    return undefined;
  }
  return has('AdminDisplayVersion') && (has('Fqdn') || has('ServerRole')) ? 'ExchangeServer' : undefined;
}
