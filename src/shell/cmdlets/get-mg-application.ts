import type { Application } from '../../directory/tenant.js';
import type { Cmdlet, CmdletContext, PowerShellObject } from '../cmdlet.js';
import { graphFilter } from '../graph-filter.js';
import { graphKeyCredential } from '../key-credentials.js';
import { objectNotFound } from '../not-found.js';

/** Get-MgApplication: the applications that the tenant has registered itself (facts/oauth-outbound-admin §3.7). */
export const getMgApplication: Cmdlet = {
  name: 'Get-MgApplication',
  synopsis: 'Shows applications that the tenant has registered, as the dedicated hybrid application.',
  examples: ['(Get-MgApplication -Filter "startswith(displayName,\'ExchangeServerApp-\')").KeyCredentials'],
  sessions: ['Cloud'],
  parameters: [
    { name: 'ApplicationId', type: 'String', position: 0, sets: ['Get'], help: 'Object id, or application id.' },
    {
      name: 'Filter',
      type: 'String',
      sets: ['List'],
      help: "appId eq '…', displayName eq '…' or startswith(displayName,'…').",
    },
    { name: 'All', type: 'SwitchParameter', sets: ['List'], help: 'All of them, as without it: the lab has no pages.' },
  ],
  defaultParameterSet: 'List',
  tableView: ['DisplayName', 'Id', 'AppId'],
  run({ ApplicationId: id, Filter: filter }, context) {
    if (typeof id === 'string') return { output: [graphApplication(requireApplication(id, context))] };
    const all = context.tenant.applications;
    return { output: (typeof filter === 'string' ? all.filter(graphFilter(filter)) : all).map(graphApplication) };
  },
};

export function requireApplication(identity: string, context: CmdletContext): Application {
  const wanted = identity.toLowerCase();
  const found = context.tenant.applications.find(({ objectId, appId }) =>
    [objectId, appId.toLowerCase()].includes(wanted),
  );
  if (!found) throw objectNotFound(identity, context);
  return found;
}

function graphApplication(application: Application): PowerShellObject {
  return {
    AppId: application.appId,
    DisplayName: application.displayName,
    Id: application.objectId,
    KeyCredentials: application.keyCredentials.map((credential) => graphKeyCredential(credential, false)),
  };
}
