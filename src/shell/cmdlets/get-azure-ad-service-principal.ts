import type { Cmdlet } from '../cmdlet.js';
import { requireServicePrincipal } from '../service-principals.js';

/** Get-AzureADServicePrincipal, as the seed page uses it; the module is retired. */
export const getAzureAdServicePrincipal: Cmdlet = {
  name: 'Get-AzureADServicePrincipal',
  synopsis: 'Shows service principals of the tenant, in the spelling of the retired AzureAD module.',
  examples: [
    'Get-AzureADServicePrincipal -SearchString "Office 365 Exchange Online" | Get-AzureADServicePrincipalKeyCredential',
  ],
  sessions: ['Cloud'],
  parameters: [
    { name: 'SearchString', type: 'String', sets: ['Search'], help: 'How its display name begins.' },
    { name: 'ObjectId', type: 'String', sets: ['Object'], help: 'Object id.' },
    { name: 'All', type: 'Boolean', sets: ['Search'], help: 'All of them, as without it: the lab has no pages.' },
  ],
  defaultParameterSet: 'Search',
  run({ SearchString: search, ObjectId: objectId }, context) {
    const all = context.tenant.servicePrincipals;
    const begins = typeof search === 'string' ? search.toLowerCase() : '';
    const wanted =
      typeof objectId === 'string'
        ? [requireServicePrincipal(objectId, context)]
        : all.filter(({ displayName }) => displayName.toLowerCase().startsWith(begins));
    return {
      output: wanted.map((principal) => ({
        ObjectId: principal.objectId,
        AppId: principal.appId,
        DisplayName: principal.displayName,
      })),
    };
  },
};
