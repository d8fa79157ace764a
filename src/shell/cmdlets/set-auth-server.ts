import { withMetadata } from '../../directory/auth-metadata.js';
import type { AuthServer } from '../../directory/organization.js';
import { type BoundParameters, type Cmdlet, CmdletError, delayedEffect } from '../cmdlet.js';
import { requiredIdentity } from '../given.js';
import { objectNotFound } from '../not-found.js';
import { findAuthServer } from './get-auth-server.js';
import { acquireMetadata, checkName } from './new-auth-server.js';

/**
 * Set-AuthServer, with the parameters that Microsoft's page documents, TrustAnySSLCertificate, GraphBaseUrl and
 * DomainController left out. That a new AuthMetadataUrl is read at once, as New-AuthServer does, is inferred.
 */
export const setAuthServer: Cmdlet = {
  name: 'Set-AuthServer',
  synopsis: 'Changes an auth server, or reads its metadata document again.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    requiredIdentity('Name or GUID of the auth server.'),
    {
      name: 'RefreshAuthMetadata',
      type: 'SwitchParameter',
      help: 'Read keys and endpoints from its metadata document again.',
    },
    { name: 'AuthMetadataUrl', type: 'Uri', help: 'Where its metadata document is from now on.' },
    { name: 'Enabled', type: 'Boolean', help: 'Whether its tokens count.' },
    { name: 'Name', type: 'String', help: 'Another name, at most 64 characters.' },
    { name: 'DomainName', type: 'String[]', help: 'Domains of the cloud organisation it belongs to.' },
    {
      name: 'IsDefaultAuthorizationEndpoint',
      type: 'Boolean',
      help: 'Whether the challenge names it as authorization_uri.',
    },
    { name: 'ApplicationIdentifier', type: 'String', help: 'The dedicated application of a hybrid organisation.' },
  ],
  async run(parameters, context) {
    const identity = parameters.Identity as string;
    const found = findAuthServer(context.state.state.organization.authServers, identity);
    if (!found) throw objectNotFound(identity, context);
    checkParameterSet(parameters);
    if (typeof parameters.Name === 'string')
      checkName(parameters.Name, context.state.state.organization.authServers, found);
    const url = parameters.AuthMetadataUrl as URL | undefined;
    const toRead = parameters.RefreshAuthMetadata === true ? found.authMetadataUrl : url?.href;
    const metadata = toRead === undefined ? undefined : await acquireMetadata(toRead, context);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    const change = (server: AuthServer) => changed(metadata ? withMetadata(server, metadata) : server, parameters);
    await context.state.change((state) => {
      const { authServers } = state.organization;
      if (typeof parameters.Name === 'string') checkName(parameters.Name, authServers, found); // another may have been quicker
      const next = authServers.map((server) => (server.guid === found.guid ? change(server) : server));
      return { ...state, organization: { ...state.organization, authServers: next } };
    });
    return { output: [], warnings: delayedEffect(context) };
  },
};

/** Parameters of which one alone may be there; the default endpoint goes with a metadata URL (parameter sets of Microsoft's page). */
function checkParameterSet(parameters: BoundParameters): void {
  const sets = [
    parameters.RefreshAuthMetadata === true,
    parameters.AuthMetadataUrl !== undefined || parameters.IsDefaultAuthorizationEndpoint !== undefined,
    parameters.ApplicationIdentifier !== undefined,
  ];
  if (sets.filter(Boolean).length < 2) return;
  const text = 'Parameter set cannot be resolved using the specified named parameters.';
  throw new CmdletError('InvalidArgument', text);
}

function changed(server: AuthServer, parameters: BoundParameters): AuthServer {
  const { Name, AuthMetadataUrl, Enabled, DomainName, IsDefaultAuthorizationEndpoint, ApplicationIdentifier } =
    parameters;
  return {
    ...server,
    name: typeof Name === 'string' ? Name : server.name,
    authMetadataUrl: AuthMetadataUrl instanceof URL ? AuthMetadataUrl.href : server.authMetadataUrl,
    enabled: typeof Enabled === 'boolean' ? Enabled : server.enabled,
    domainName: Array.isArray(DomainName) ? DomainName : server.domainName,
    isDefaultAuthorizationEndpoint:
      typeof IsDefaultAuthorizationEndpoint === 'boolean'
        ? IsDefaultAuthorizationEndpoint
        : server.isDefaultAuthorizationEndpoint,
    applicationIdentifier:
      typeof ApplicationIdentifier === 'string' ? ApplicationIdentifier : server.applicationIdentifier,
  };
}
