import { directoryDomain } from '../directory/account.js';
import type { ExchangeServer } from '../directory/exchange-server.js';
import type { Organization } from '../directory/organization.js';
import { exchangeBuilds } from '../protocol/exchange-version.js';
import type { CmdletContext } from './cmdlet.js';
import { objectNotFound } from './not-found.js';
import type { PowerShellObject } from './object.js';
import { blankable } from './property.js';

/** The documented properties that matter here; the order is ours. */
export function exchangeServerObject(server: ExchangeServer, organization: Organization): PowerShellObject {
  const { major, minor, build, revision } = exchangeBuilds[organization.exchangeVersion];
  const domain = directoryDomain(organization);
  return {
    Name: server.name,
    Fqdn: server.fqdn,
    Domain: domain,
    Site: `${domain}/Configuration/Sites/${server.adSite}`,
    ServerRole: 'Mailbox',
    AdminDisplayVersion: `Version ${major}.${minor} (Build ${build}.${revision})`,
    InternetWebProxy: blankable(server.internetWebProxy),
    IsClientAccessServer: true,
    IsMailboxServer: true,
    IsEdgeServer: false,
    Identity: server.name,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

/** A server by its name or FQDN. */
export function requireServer(identity: string, context: CmdletContext): ExchangeServer {
  const wanted = identity.trim().toLowerCase();
  const found = context.state.state.organization.servers.find(({ name, fqdn }) =>
    [name.toLowerCase(), fqdn.toLowerCase()].includes(wanted),
  );
  if (!found) throw objectNotFound(identity, context);
  return found;
}
