import { exchangeApplicationId } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const resourcePrincipalMissing: Cause = {
  id: 'resource-principal-missing',
  title: 'The published name is not known in Entra as a service principal name',
  part: 'token service',
  explanation:
    'A client of modern authentication asks for a token for https://<host>/, and no service principal of the tenant has that name. Server-to-server calls of the hybrid do not need it.',
  tellApart: ['AADSTS500011 quotes the name and the tenant: is it the right tenant, the name is missing.'],
  fix: [
    {
      say: 'See the names.',
      command: `Get-MgServicePrincipal -Filter "appId eq '${exchangeApplicationId}'" | Select-Object -ExpandProperty ServicePrincipalNames`,
    },
    {
      say: 'Add it.',
      command: `$x = Get-MgServicePrincipal -Filter "appId eq '${exchangeApplicationId}'"; Update-MgServicePrincipal -ServicePrincipalId $x.Id -ServicePrincipalNames ($x.ServicePrincipalNames + "https://<host>/")`,
    },
  ],
  sources: ['facts/oauth-outbound-admin §1.8 F21, §3.3 C and §6.2 B05', 'facts/oauth-inbound §4.4 and §7'],
};
