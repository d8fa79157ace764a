import type { Cmdlet } from '../cmdlet.js';
import { requireServicePrincipal } from '../service-principals.js';
import { changeTenant } from '../tenant-change.js';

/** Set-MsolServicePrincipal -ServicePrincipalNames: replaces the names an application goes by (facts/oauth-outbound-admin §3.3 C). */
export const setMsolServicePrincipal: Cmdlet = {
  name: 'Set-MsolServicePrincipal',
  synopsis: 'Changes a service principal of the tenant.',
  sessions: ['Cloud'],
  parameters: [
    { name: 'AppPrincipalId', type: 'String', mandatory: true, help: 'Application id.' },
    { name: 'ServicePrincipalNames', type: 'String[]', mandatory: true, help: 'All names, separated by commas.' },
  ],
  async run({ AppPrincipalId: appId, ServicePrincipalNames: names }, context) {
    const principal = requireServicePrincipal(appId as string, context);
    await changeTenant(context, (tenant) => ({
      ...tenant,
      servicePrincipals: tenant.servicePrincipals.map((candidate) =>
        candidate.objectId === principal.objectId
          ? { ...candidate, servicePrincipalNames: names as readonly string[] }
          : candidate,
      ),
    }));
    return { output: [] };
  },
};
