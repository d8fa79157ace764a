import { acsHost, acsMetadataPath } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const tenantUnknownAtEntra: Cause = {
  id: 'tenant-unknown-at-entra',
  title: 'The token service does not know the tenant',
  part: 'token service',
  explanation: 'The token endpoint of the auth server names a tenant that is not there, or is in another cloud.',
  tellApart: ['AADSTS90002 quotes the tenant.'],
  fix: [
    {
      say: 'See where tokens are asked for.',
      command: 'Get-AuthServer | Format-List Name,Realm,TokenIssuingEndpoint,AuthMetadataUrl',
    },
    {
      say: 'Create the auth server anew with the right metadata URL.',
      command: `New-AuthServer -Name "ACS - <tenant id>" -AuthMetadataUrl "https://${acsHost}${acsMetadataPath('<tenant id>')}"`,
    },
  ],
  sources: ['facts/oauth-outbound-admin §3.6', 'Entra wording from public threads'],
};
