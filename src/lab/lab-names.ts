import { ConfigError, type LabConfig } from '../config.js';
import { variantName } from '../data-directory.js';
import {
  cloudHosts,
  defaultHosts,
  foreignTenantId,
  initialDomain,
  organizationName,
  sameWorld,
  seedDomain,
  seedTenantId,
  type World,
} from '../directory/world.js';
import { type CertificateWorld, cloudNameWithinOrganization } from '../pki/world.js';

/** The names that a lab goes by, on the wire and on disk. */

export function certificateWorldOf(world: World): CertificateWorld {
  return {
    organization: organizationName(world),
    organizationDomain: world.domain,
    organizationNames: world.hosts,
    cloudNames: cloudHosts,
  };
}

/** The two halves of the hybrid must not be taken for each other. */
export function refuseMicrosoftsNames({ tenantId }: World, certificateWorld: CertificateWorld): void {
  const cloudName = cloudNameWithinOrganization(certificateWorld);
  if (cloudName !== undefined) {
    throw new ConfigError(`'domain' and 'hosts' must not cover ${cloudName}: that is a name of the lab's cloud.`);
  }
  if (tenantId === foreignTenantId) {
    throw new ConfigError(`'tenantId' must not be ${tenantId}: that is the foreign tenant, which nobody trusts.`);
  }
}

/** The names the lab plays, out of its settings. */
export function worldOf(config: LabConfig): World {
  return {
    domain: config.domain,
    hosts: config.hosts ?? defaultHosts(config.domain),
    tenantId: config.tenantId ?? seedTenantId,
    ...(config.tenantDomain === undefined ? {} : { tenantDomain: config.tenantDomain }),
  };
}

/** The default lab lies in the directory itself, every other beside it under its name; an imported one by itself. */
export function variantOf(world: World, isImported: boolean): string {
  const seedWorld = { domain: seedDomain, hosts: defaultHosts(seedDomain), tenantId: seedTenantId };
  if (sameWorld(world, seedWorld) && !isImported) return '';
  const tenant = world.tenantDomain === undefined ? world.tenantId : `${world.tenantId}|${initialDomain(world)}`;
  return variantName(world.domain, `${world.hosts.join()}|${tenant}${isImported ? '|import' : ''}`);
}
