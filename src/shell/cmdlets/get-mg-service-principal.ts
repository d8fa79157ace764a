import type { ServicePrincipal } from '../../directory/tenant.js';
import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Cmdlet, PowerShellObject } from '../cmdlet.js';
import { graphFilter } from '../graph-filter.js';
import { graphKeyCredential } from '../key-credentials.js';
import { requireServicePrincipal } from '../service-principals.js';

/** Get-MgServicePrincipal: what the cloud knows of an application's names and keys (facts/oauth-outbound-admin §3.7). */
export const getMgServicePrincipal: Cmdlet = {
  name: 'Get-MgServicePrincipal',
  synopsis: 'Shows service principals of the tenant, with their names and key credentials.',
  description:
    'Key is blank, as in Microsoft Graph, but for one object with -Property KeyCredentials; CustomKeyIdentifier is the thumbprint.',
  examples: [`(Get-MgServicePrincipal -Filter "appId eq '${exchangeApplicationId}'").KeyCredentials`],
  sessions: ['Cloud'],
  parameters: [
    { name: 'ServicePrincipalId', type: 'String', position: 0, sets: ['Get'], help: 'Object id.' },
    {
      name: 'Filter',
      type: 'String',
      sets: ['List'],
      help: "appId eq '…', displayName eq '…' or startswith(displayName,'…').",
    },
    { name: 'All', type: 'SwitchParameter', sets: ['List'], help: 'All of them, as without it: the lab has no pages.' },
    { name: 'Property', type: 'String[]', help: 'KeyCredentials: with their keys, of one object.' },
  ],
  defaultParameterSet: 'List',
  tableView: ['DisplayName', 'Id', 'AppId'],
  run({ ServicePrincipalId: id, Filter: filter, Property: property }, context) {
    if (typeof id === 'string') {
      const withKeys =
        Array.isArray(property) && property.some((name) => String(name).toLowerCase() === 'keycredentials');
      return { output: [graphServicePrincipal(requireServicePrincipal(id, context), withKeys)] };
    }
    const all = context.tenant.servicePrincipals;
    const wanted = typeof filter === 'string' ? all.filter(graphFilter(filter)) : all;
    return { output: wanted.map((principal) => graphServicePrincipal(principal, false)) };
  },
};

function graphServicePrincipal(principal: ServicePrincipal, withKeys: boolean): PowerShellObject {
  return {
    AppId: principal.appId,
    DisplayName: principal.displayName,
    Id: principal.objectId,
    KeyCredentials: principal.keyCredentials.map((credential) => graphKeyCredential(credential, withKeys)),
    ServicePrincipalNames: principal.servicePrincipalNames,
    ServicePrincipalType: 'Application',
  };
}
