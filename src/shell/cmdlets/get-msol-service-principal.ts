import type { ServicePrincipal } from '../../directory/tenant.js';
import type { Cmdlet, PowerShellObject } from '../cmdlet.js';
import { msolIdentity, msolServicePrincipal } from '../service-principals.js';

/** Get-MsolServicePrincipal: the application in the tenant and the names it goes by (facts/oauth-outbound-admin §3.3 C). */
export const getMsolServicePrincipal: Cmdlet = {
  name: 'Get-MsolServicePrincipal',
  synopsis: 'Shows the service principals of the tenant.',
  sessions: ['Cloud'],
  parameters: msolIdentity,
  tableView: ['DisplayName', 'AppPrincipalId', 'ObjectId'],
  run(parameters, context) {
    const isNamed = msolIdentity.some(({ name }) => parameters[name] !== undefined);
    const wanted = isNamed ? [msolServicePrincipal(parameters, context)] : context.tenant.servicePrincipals;
    return { output: wanted.map(servicePrincipalObject) };
  },
};

function servicePrincipalObject(principal: ServicePrincipal): PowerShellObject {
  return {
    AccountEnabled: true,
    AppPrincipalId: principal.appId,
    DisplayName: principal.displayName,
    ObjectId: principal.objectId,
    ServicePrincipalNames: principal.servicePrincipalNames,
  };
}
