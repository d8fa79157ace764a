import { findServicePrincipal, type ServicePrincipal } from '../../directory/tenant.js';
import type { Cmdlet, CmdletContext, PowerShellObject } from '../cmdlet.js';
import { objectNotFound } from '../not-found.js';

/** Get-MsolServicePrincipal: the application in the tenant and the names it goes by (facts/oauth-outbound-admin §3.3 C). */
export const getMsolServicePrincipal: Cmdlet = {
  name: 'Get-MsolServicePrincipal',
  synopsis: 'Shows the service principals of the tenant.',
  sessions: ['Cloud'],
  parameters: [{ name: 'AppPrincipalId', type: 'String', help: 'Application id of one of them.' }],
  tableView: ['DisplayName', 'AppPrincipalId', 'ObjectId'],
  run({ AppPrincipalId: appId }, context) {
    if (typeof appId !== 'string') return { output: context.tenant.servicePrincipals.map(servicePrincipalObject) };
    return { output: [servicePrincipalObject(requireServicePrincipal(appId, context))] };
  },
};

export function requireServicePrincipal(appId: string, context: CmdletContext): ServicePrincipal {
  const found = findServicePrincipal(context.tenant, appId);
  if (!found) throw objectNotFound(appId, context);
  return found;
}

function servicePrincipalObject(principal: ServicePrincipal): PowerShellObject {
  return {
    AccountEnabled: true,
    AppPrincipalId: principal.appId,
    DisplayName: principal.displayName,
    ObjectId: principal.objectId,
    ServicePrincipalNames: principal.servicePrincipalNames,
  };
}
