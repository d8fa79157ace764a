import { domainToASCII } from 'node:url';
import { hostName as hostNamePattern } from '../config/properties.js';
import { foreignTenantId } from '../directory/world.js';
import { type ExchangeVersion, exchangeBuilds } from '../protocol/exchange-version.js';
import { acsIssuerId } from '../protocol/well-known.js';
import { propertyOf } from './exported-object.js';
import type { NotTaken, ReportWriter } from './import-report.js';
import { hostOf, isHybridAgentName, isMicrosoftName } from './microsoft-names.js';
import type { OutputKind } from './output-kind.js';
import type { KnownObject } from './read-export.js';
import { nameOf } from './taking.js';

/** Settings of the lab that an export tells. */
export interface ImportedNames {
  readonly domain?: string | undefined;
  readonly hosts?: readonly string[] | undefined;
  readonly tenantId?: string | undefined;
  readonly tenantDomain?: string | undefined;
  readonly exchangeVersion?: ExchangeVersion | undefined;
}

const hostName = new RegExp(hostNamePattern);
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function namesOf(objects: readonly KnownObject[], report: ReportWriter): ImportedNames {
  const of = (kind: OutputKind) => objects.filter((object) => object.kind === kind);
  const directories = [...of('WebServicesVirtualDirectory'), ...of('AutodiscoverVirtualDirectory')];
  const hosts = hostsOf(directories, report);
  const domain = acceptedDomain(of('AcceptedDomain')) ?? domainOfHosts(hosts) ?? directoryDomain(objects);
  refuseOtherDefault(of('AcceptedDomain'), domain, report);
  const autodiscover = domain === undefined ? [] : [`autodiscover.${domain}`]; // where clients look in any case
  const all = hosts.some((host) => host.startsWith('autodiscover.')) ? hosts : [...hosts, ...autodiscover];
  return {
    domain,
    hosts: hosts.length === 0 ? undefined : all,
    tenantId: tenantIdOf(of('AuthServer')),
    tenantDomain: tenantDomainOf(objects),
    exchangeVersion: versionOf([...of('ExchangeServer'), ...directories], report),
  };
}

/** The default domain; where that is a name of Microsoft's or none that a host could have, the next one. */
function acceptedDomain(domains: readonly KnownObject[]): string | undefined {
  const ordered = domains.toSorted((a, b) => Number(isDefault(b)) - Number(isDefault(a)));
  return ordered.map(domainNameOf).find((name) => hostName.test(name) && !isMicrosoftName(name));
}

function refuseOtherDefault(domains: readonly KnownObject[], domain: string | undefined, report: ReportWriter): void {
  const preferred = domains.find(isDefault);
  if (!preferred || domainNameOf(preferred) === domain) return;
  const why = `the lab can’t be called so; it is ${domain ?? 'called as it is without an import'}`;
  report.refused({ ...placeOf(preferred, 'DomainName'), value: domainNameOf(preferred), why });
}

function domainNameOf(object: KnownObject): string {
  const name = text(object, 'DomainName') || text(object, 'Name');
  return domainToASCII(name) || name.toLowerCase();
}

function isDefault(object: KnownObject): boolean {
  return text(object, 'Default').toLowerCase() === 'true';
}

/** Names in the URLs of the virtual directories: those for outside first, EWS before Autodiscover. */
function hostsOf(directories: readonly KnownObject[], report: ReportWriter): readonly string[] {
  const urls = ['ExternalUrl', 'InternalUrl'].flatMap((property) =>
    directories.map((object) => ({ object, property, host: hostOf(text(object, property)) })),
  );
  const hosts = urls.flatMap(({ object, property, host }) => {
    const why = host === undefined ? undefined : whyNoHost(host);
    if (why !== undefined) report.refused({ ...placeOf(object, property), value: text(object, property), why });
    return host === undefined || why !== undefined ? [] : [host];
  });
  return [...new Set(hosts)];
}

function whyNoHost(host: string): string | undefined {
  if (isHybridAgentName(host)) return 'the lab has no Hybrid Agent: its Exchange is reached by its own names';
  if (isMicrosoftName(host)) return 'it is a name of Microsoft’s, which the lab’s Exchange must not have';
  return hostName.test(host) ? undefined : 'no host of the lab can be called so: it needs a name with a dot';
}

/** `contoso.com` of `mail.contoso.com`. */
function domainOfHosts(hosts: readonly string[]): string | undefined {
  const parent = hosts[0]?.split('.').slice(1).join('.');
  return parent !== undefined && hostName.test(parent) && !isMicrosoftName(parent) ? parent : undefined;
}

/** The Active Directory domain out of a distinguished name. */
function directoryDomain(objects: readonly KnownObject[]): string | undefined {
  const names = objects.map((object) => {
    const labels = [...text(object, 'DistinguishedName').matchAll(/(?:^|,)DC=([^,]+)/gi)].map(
      ([, label = '']) => label,
    );
    return labels.join('.').toLowerCase();
  });
  return names.find((name) => hostName.test(name) && !isMicrosoftName(name));
}

/** The realm of the auth servers; the issuer of S2S tokens decides, and of those one that is enabled. */
function tenantIdOf(servers: readonly KnownObject[]): string | undefined {
  const ranked = servers.toSorted((a, b) => rankOf(a) - rankOf(b)).map((object) => text(object, 'Realm').toLowerCase());
  return ranked.find((realm) => guid.test(realm) && realm !== foreignTenantId);
}

function rankOf(server: KnownObject): number {
  const isAcs = isAcsServer(server) ? 0 : 2;
  return isAcs + (text(server, 'Enabled').toLowerCase() === 'false' ? 1 : 0);
}

/** An issuer of S2S tokens, also where the output lacks the type. */
export function isAcsServer(server: KnownObject): boolean {
  return text(server, 'Type') === 'MicrosoftACS' || text(server, 'IssuerIdentifier').toLowerCase() === acsIssuerId;
}

/** `contoso.onmicrosoft.com`, wherever it is named; the domain for mail routing, `contoso.mail.…`, names it too. */
function tenantDomainOf(objects: readonly KnownObject[]): string | undefined {
  const texts = objects.flatMap((object) =>
    ['AuthMetadataUrl', 'DomainName', 'TargetAddressDomains', 'DomainNames'].map((name) => text(object, name)),
  );
  const named = texts.flatMap(
    (value) => /(?<![\w.-])([a-z0-9-]+)(?:\.mail)?\.onmicrosoft\.com(?![\w.-])/i.exec(value)?.[1] ?? [],
  );
  return named[0] === undefined ? undefined : `${named[0].toLowerCase()}.onmicrosoft.com`;
}

/** That of the first server: the lab's are all of one version, and of one build of it. */
function versionOf(objects: readonly KnownObject[], report: ReportWriter): ExchangeVersion | undefined {
  const property = 'AdminDisplayVersion';
  const known = objects.flatMap((object) => {
    const version = versionNamed(text(object, property));
    return version === undefined ? [] : [{ object, version }];
  });
  const [first] = known;
  if (!first) return undefined;
  const { major, minor, build, revision } = exchangeBuilds[first.version];
  const as = `Exchange ${first.version}, Version ${major}.${minor} (Build ${build}.${revision})`;
  report.took({ ...placeOf(first.object, property), as });
  for (const { object } of known.filter(({ version }) => version !== first.version)) {
    const why = `the lab’s servers are all Exchange ${first.version}`;
    report.refused({ ...placeOf(object, property), value: text(object, property), why });
  }
  return first.version;
}

/** `Version 15.2 (Build 1748.24)`: 15.0 is 2013, 15.1 is 2016; 15.2 is 2019, from build 2562 SE (facts/oauth-outbound-admin §3.8). */
function versionNamed(shown: string): ExchangeVersion | undefined {
  const [, minor = '', build] = /Version 15\.(\d) \(Build (\d+)/.exec(shown) ?? [];
  if (minor === '2') return Number(build) >= exchangeBuilds.SE.build ? 'SE' : '2019';
  return ({ 0: '2013', 1: '2016' } as const)[minor];
}

function text(object: KnownObject, property: string): string {
  return propertyOf(object, property)?.text ?? '';
}

function placeOf(object: KnownObject, property: string): Pick<NotTaken, 'file' | 'object' | 'property'> {
  return { file: object.file, object: nameOf(object), property };
}
