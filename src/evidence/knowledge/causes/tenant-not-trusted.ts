import { acsHost, acsMetadataPath } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const tenantNotTrusted: Cause = {
  id: 'tenant-not-trusted',
  title: 'The token comes from a tenant (issuer) that this organisation does not trust',
  part: 'on-premises front end',
  explanation:
    "Exchange takes tokens of the issuers it has an enabled auth server for, each for one tenant. The issuer in the token is not among them: the company has moved to another tenant, a Hybrid Configuration Wizard for tenant B has overwritten the auth server of tenant A, or somebody else's tenant asks.",
  tellApart: [
    'The reason quotes the issuer; the id behind @ is the tenant that asks. Compare with Realm of Get-AuthServer.',
    'It is your own tenant and the auth server is there: see whether it is enabled and has certificates (event 2003 of MSExchange OAuth).',
    'It is not your tenant: then the refusal is right.',
  ],
  fix: [
    {
      say: 'Compare.',
      command: 'Get-AuthServer | Format-List Name,Type,IssuerIdentifier,Realm,Enabled,AuthMetadataUrl',
    },
    {
      say: 'One auth server for each tenant that may ask.',
      command: `New-AuthServer -Name "ACS - <tenant id>" -AuthMetadataUrl "https://${acsHost}${acsMetadataPath('<tenant id>')}"`,
    },
    { say: 'Make it count.', command: 'iisreset /noforce' },
  ],
  scenario: 'foreign-tenant',
  sources: [
    'facts/oauth-outbound-admin §1.8 F07 and §6.2 C03',
    'facts/oauth-inbound §1.3 (2008) and §7',
    'Microsoft Q&A 1524201',
  ],
};
