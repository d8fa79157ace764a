import { acsHost, acsMetadataPath } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, inCloud, onPremises, restartIis } from '../steps.js';

/**
 * Seed page: "Tenant1 versucht Daten von fremder On-Premises-Umgebung abzurufen". The company has moved its domain and its
 * mailboxes to another tenant; on-premises still trusts the old one alone.
 */
export const foreignTenant: Scenario = {
  id: 'foreign-tenant',
  title: 'The token comes from a tenant that is not trusted',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['tenant', 'cloudUser', 'authServer'],
  teaches:
    'Exchange takes tokens of the tenants it has an auth server for. After a move to another tenant it needs one for that tenant.',
  ticket: ({ cloudUser }) =>
    `The mailboxes in the cloud were moved at the weekend, after the merger. ${cloudUser} can send and receive, but the calendars of her colleagues on-premises are hatched.`,
  hints: () => [
    'Does the request reach Exchange? Then its refusal says why.',
    'The diagnostics name an issuer. Compare the GUID behind the @ with the realm of each auth server on-premises.',
    'Get-AuthServer | Format-Table Name,Realm,Enabled: which tenants does Exchange trust, and which one are the mailboxes in now?',
  ],
  cause: 'tenant-not-trusted',
  sources: [
    'seed page, table of failures',
    'facts/oauth-outbound-admin §1.8 F07 and §6.2 C03',
    'facts/oauth-inbound §7 (the fix)',
  ],
  check: cloudAsksOnPremises,
  break: ({ domain, cloudUser, tenantDomain, foreignTenantDomain }) => [
    {
      ...inCloud(`Remove-Mailbox ${cloudUser} -Confirm:$false`, `Remove-MgDomain -DomainId ${domain}`),
      tenant: tenantDomain,
    },
    {
      ...inCloud(`New-MgDomain -Id ${domain}`, `New-Mailbox user1 -MicrosoftOnlineServicesID ${cloudUser}`),
      tenant: foreignTenantDomain,
    },
  ],
  expected: ({ foreignTenantId }) => ({
    result: 'Error',
    diagnostics: '2000009;reason="The issuer of the token is unknown. Issuer was',
    says: [foreignTenantId],
    iisStatus: [401, 401],
  }),
  mend: ({ foreignTenantDomain }) => [
    onPremises(
      `New-AuthServer -Name 'ACS - ${foreignTenantDomain}' -AuthMetadataUrl https://${acsHost}${acsMetadataPath(foreignTenantDomain)}`,
    ),
    restartIis,
  ],
  putBackAfterwards: true,
};
