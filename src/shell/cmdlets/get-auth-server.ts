import type { AuthServer } from '../../directory/organization.js';
import { sameText } from '../../protocol/audience.js';
import type { Cmdlet, CmdletContext, PowerShellObject } from '../cmdlet.js';
import { identityParameter } from '../given.js';
import { objectNotFound } from '../not-found.js';
import { onlineAuthServers } from '../online-auth-servers.js';
import { blankable } from '../property.js';

/** Get-AuthServer: the issuers whose tokens the organisation takes (facts/oauth-inbound §4.5). */
export const getAuthServer: Cmdlet = {
  name: 'Get-AuthServer',
  synopsis: 'Shows the auth servers that the organisation trusts.',
  description: 'In the cloud session: the list of Office 365 on 23 November 2016, a snapshot.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [identityParameter('Name or GUID of one auth server.')],
  tableView: ['Name', 'Type', 'Enabled', 'TokenIssuingEndpoint'],
  run({ Identity: identity }, context) {
    if (context.session === 'Cloud') return { output: onlineServers(identity, context) };
    const { authServers } = context.state.state.organization;
    if (typeof identity !== 'string') return { output: authServers.map(authServerObject) };
    const found = findAuthServer(authServers, identity);
    if (!found) throw objectNotFound(identity, context);
    return { output: [authServerObject(found)] };
  },
};

function onlineServers(identity: unknown, context: CmdletContext): readonly PowerShellObject[] {
  const wanted = typeof identity === 'string' ? identity : undefined;
  const found = onlineAuthServers.filter(([name]) => wanted === undefined || sameText(name, wanted));
  if (wanted !== undefined && found.length === 0) throw objectNotFound(wanted, context);
  return found.map(([name, endpoint]) => ({ Name: name, TokenIssuingEndpoint: endpoint }));
}

export function findAuthServer(authServers: readonly AuthServer[], identity: string): AuthServer | undefined {
  const wanted = identity.toLowerCase();
  return authServers.find(({ name, guid }) => name.toLowerCase() === wanted || guid === wanted);
}

/** An auth server as the cmdlets show it. */
export function authServerObject(server: AuthServer): PowerShellObject {
  return {
    IssuerIdentifier: blankable(server.issuerIdentifier),
    CertificateStrings: server.certificateStrings,
    CurrentEncryptedAppSecret: null,
    TokenIssuingEndpoint: blankable(server.tokenIssuingEndpoint),
    AuthorizationEndpoint: blankable(server.authorizationEndpoint),
    ApplicationIdentifier: blankable(server.applicationIdentifier),
    AuthMetadataUrl: server.authMetadataUrl,
    Realm: blankable(server.realm),
    Type: server.type,
    Enabled: server.enabled,
    IsDefaultAuthorizationEndpoint: server.isDefaultAuthorizationEndpoint,
    DomainName: server.domainName,
    Name: server.name,
    Identity: server.name,
    Guid: server.guid,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}
