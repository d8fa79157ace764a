import {
  type AcceptedDomain,
  acceptedDomainTypes,
  type Organization,
  type VirtualDirectory,
} from '../directory/organization.js';
import type { World } from '../directory/world.js';
import type { Random } from '../random.js';
import { importedAuthConfig } from './imported-auth-config.js';
import type { ImportedCertificate } from './imported-certificates.js';
import { importedDirectory } from './imported-directories.js';
import { allServers, type CertificateSurroundings, importedServer, withOwnCertificates } from './imported-servers.js';
import { importedConnector, importedRelationship } from './imported-sharing.js';
import { importedAuthServer, importedPartner } from './imported-trust.js';
import type { OutputKind } from './output-kind.js';
import type { Taking } from './taking.js';

/** All that the organisation is made of. */
export interface ImportedParts extends CertificateSurroundings {
  readonly world: World;
  readonly random: Random;
  /** The objects of a cmdlet; undefined: its output is not there, so the healthy lab's stay. */
  readonly of: (kind: OutputKind) => readonly Taking[] | undefined;
  readonly certificates: readonly ImportedCertificate[];
  /** Base64 DER of the certificate that the lab's token service signs with. */
  readonly tokenSigning: string;
}

/** The healthy organisation with everything that the export tells in place of its own. */
export function importedOrganization(healthy: Organization, parts: ImportedParts): Organization {
  const placed = withServers(healthy, parts);
  const { of, random } = parts;
  const trust = { ...parts, models: healthy.authServers };
  const [authConfig] = of('AuthConfig') ?? [];
  const [organizationConfig] = of('OrganizationConfig') ?? [];
  const [connector] = healthy.intraOrganizationConnectors;
  const [relationship] = healthy.organizationRelationships;
  return withAccounts({
    ...placed,
    acceptedDomains: withOwnDomain(of('AcceptedDomain')?.map(acceptedDomain), parts.world) ?? placed.acceptedDomains,
    authConfig: authConfig ? importedAuthConfig(authConfig, placed.authConfig, parts) : placed.authConfig,
    authServers: of('AuthServer')?.flatMap((server) => importedAuthServer(server, trust) ?? []) ?? placed.authServers,
    partnerApplications:
      of('PartnerApplication')?.map((partner) => importedPartner(partner, random)) ?? placed.partnerApplications,
    intraOrganizationConnectors:
      (connector && of('IntraOrganizationConnector')?.map((one) => importedConnector(one, connector, random))) ??
      placed.intraOrganizationConnectors,
    organizationRelationships:
      (relationship && of('OrganizationRelationship')?.map((one) => importedRelationship(one, relationship, random))) ??
      placed.organizationRelationships,
    domainController: domainControllerOf(parts) ?? placed.domainController,
    ...(organizationConfig ? switchesOf(organizationConfig) : {}),
  });
}

/** The domain of the lab's mailboxes is accepted in any case; it comes first, as the one that examples are given with. */
function withOwnDomain(domains: readonly AcceptedDomain[] | undefined, { domain }: World) {
  const own = domains?.find(({ domainName }) => domainName === domain) ?? { domainName: domain, default: false };
  return domains && [own, ...domains.filter(({ domainName }) => domainName !== domain)];
}

function acceptedDomain(taking: Taking): AcceptedDomain {
  const domain = {
    domainName: (taking.text('DomainName') || taking.name).toLowerCase(),
    default: taking.flag('Default') ?? false,
    name: taking.text('Name'),
    domainType: taking.choice('DomainType', acceptedDomainTypes),
  };
  taking.pass('Guid');
  taking.rest();
  return domain;
}

function switchesOf(taking: Taking): Partial<Organization> {
  const modern = taking.flag('OAuth2ClientProfileEnabled');
  const readSession = taking.flag('EnableAuthAdminReadSession');
  taking.refuseAll('the rest of it is not about OAuth');
  return {
    ...(modern === undefined ? {} : { oAuth2ClientProfileEnabled: modern }),
    ...(readSession === undefined ? {} : { enableAuthAdminReadSession: readSession }),
  };
}

/** The servers, and the virtual directories on them in the same order: the first one answers every request. */
function withServers(healthy: Organization, parts: ImportedParts): Organization {
  const { of, world } = parts;
  const [model] = healthy.servers;
  const listed = model ? (of('ExchangeServer') ?? []).flatMap((one) => listedServer(one, model, world) ?? []) : [];
  const server = listed[0]?.name ?? model?.name ?? ''; // where a directory is of which the output does not tell
  const onIt = (directories: readonly VirtualDirectory[]) => directories.map((directory) => ({ ...directory, server }));
  const web = directoriesOf('WebServicesVirtualDirectory', onIt(healthy.webServicesVirtualDirectories), parts);
  const autodiscover = directoriesOf(
    'AutodiscoverVirtualDirectory',
    onIt(healthy.autodiscoverVirtualDirectories),
    parts,
  );
  const named = [...[...(web ?? []), ...(autodiscover ?? [])].map(({ server }) => server), ...parts.lookedInto];
  const servers = allServers(listed, named, healthy, world);
  const inOrder = (directories: readonly VirtualDirectory[] | undefined, own: readonly VirtualDirectory[]) =>
    directories
      ? servers.flatMap(({ name }) => directories.filter(({ server }) => server.toLowerCase() === name.toLowerCase()))
      : servers.flatMap(({ name: server }) => (own[0] ? [{ ...own[0], server }] : []));
  return {
    ...healthy,
    servers: servers.map((one) => withOwnCertificates(one, parts.certificates, parts)),
    webServicesVirtualDirectories: inOrder(web, healthy.webServicesVirtualDirectories),
    autodiscoverVirtualDirectories: inOrder(autodiscover, healthy.autodiscoverVirtualDirectories),
  };
}

function listedServer(taking: Taking, model: Organization['servers'][number], world: World) {
  const server = importedServer(taking, model, world);
  if (server) taking.refuseAll('the rest of it is not about OAuth');
  return server;
}

function directoriesOf(
  kind: 'WebServicesVirtualDirectory' | 'AutodiscoverVirtualDirectory',
  [model]: readonly VirtualDirectory[],
  { of }: ImportedParts,
): readonly VirtualDirectory[] | undefined {
  if (!model) return undefined;
  const found = of(kind)?.flatMap((taking) => {
    const directory = importedDirectory(taking, model);
    return directory ? [{ taking, directory }] : [];
  });
  if (!found || found.length === 0) return undefined;
  const [first] = found;
  for (const { taking, directory } of found) {
    if (first && !sameDoor(directory, first.directory)) {
      taking.refuseAll(`it is set up otherwise than ${first.taking.name}, which answers every request in the lab`);
    }
  }
  return found.map(({ directory }) => directory);
}

function sameDoor(one: VirtualDirectory, other: VirtualDirectory): boolean {
  const schemes = (directory: VirtualDirectory) => [
    directory.oAuthAuthentication,
    directory.windowsAuthentication,
    directory.basicAuthentication,
    directory.wsSecurityAuthentication,
    directory.extendedProtectionTokenChecking,
  ];
  return schemes(one).join() === schemes(other).join();
}

/** The domain controller that a directory object came from. */
function domainControllerOf({ of }: ImportedParts): string | undefined {
  const objects = (['AuthConfig', 'PartnerApplication', 'AuthServer', 'AcceptedDomain'] as const).flatMap(
    (kind) => of(kind) ?? [],
  );
  return objects
    .map((taking) => taking.peek('OriginatingServer')?.text ?? '')
    .find((name) => /^[\w-]+(?:\.[\w-]+)+$/.test(name));
}

/** The accounts that partner applications link to exist, and the one of Exchange Online has its roles. */
function withAccounts(organization: Organization): Organization {
  const { partnerApplications, applicationAccounts = [], managementRoleAssignments } = organization;
  const linked = partnerApplications.map(({ linkedAccount }) => linkedAccount).filter((account) => account !== '');
  const [healthyAccount] = applicationAccounts;
  const online = linked.find((account) => account.endsWith('/Exchange Online-ApplicationAccount'));
  return {
    ...organization,
    applicationAccounts: [...new Set([...applicationAccounts, ...linked])],
    managementRoleAssignments: managementRoleAssignments.map((assignment) =>
      online !== undefined && assignment.roleAssignee === healthyAccount
        ? { ...assignment, roleAssignee: online }
        : assignment,
    ),
  };
}
