import { foreignInitialDomain, initialDomain } from '../../directory/world.js';
import { acsHost, acsMetadataPath } from '../../protocol/well-known.js';
import { type Scenario, type ScenarioTools, usualTest } from '../scenario.js';

/**
 * Seed page: "Tenant1 versucht Daten von fremder On-Premises-Umgebung abzurufen". The company has moved its domain and its
 * mailboxes to another tenant; on-premises still trusts the old one alone.
 */
export const foreignTenant: Scenario = {
  id: 'foreign-tenant',
  title: 'The token comes from a tenant that is not trusted',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  teaches:
    'Exchange takes tokens of the tenants it has an auth server for. After a move to another tenant it needs one for that tenant.',
  source: 'seed page, table of failures; facts/oauth-outbound-admin §1.8 F07; fix: facts/oauth-inbound §7',
  cause: 'tenant-not-trusted',
  test: usualTest,
  break: (tools) => moveToForeignTenant(tools),
  mend: async ({ cmdlet, world }) => {
    const tenant = foreignInitialDomain(world);
    const url = `https://${acsHost}${acsMetadataPath(tenant)}`;
    await cmdlet('New-AuthServer', { Name: `ACS - ${tenant}`, AuthMetadataUrl: url }, { session: 'OnPremises' });
    await cmdlet('iisreset', {}, { session: 'OnPremises' });
  },
};

async function moveToForeignTenant({ cmdlet, world }: ScenarioTools): Promise<void> {
  const user = `user1@${world.domain}`;
  const own = { session: 'Cloud', tenant: initialDomain(world) } as const;
  const foreign = { session: 'Cloud', tenant: foreignInitialDomain(world) } as const;
  await cmdlet('Remove-Mailbox', { Identity: user }, own);
  await cmdlet('Remove-MgDomain', { DomainId: world.domain }, own);
  await cmdlet('New-MgDomain', { Id: world.domain }, foreign);
  await cmdlet('New-Mailbox', { Name: 'user1', MicrosoftOnlineServicesID: user }, foreign);
}
