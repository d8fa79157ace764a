import type { Cmdlet } from '../cmdlet.js';
import { exchangeServerObject, requireServer } from '../exchange-servers.js';
import { identityParameter } from '../given.js';

/** Get-ExchangeServer: the servers of the organisation, from Active Directory: one that is switched off is there too. */
export const getExchangeServer: Cmdlet = {
  name: 'Get-ExchangeServer',
  synopsis: 'Shows the Exchange servers.',
  sessions: ['OnPremises'],
  parameters: [
    identityParameter('Name or FQDN of one server.'),
    { name: 'Status', type: 'SwitchParameter', help: 'Accepted: the lab shows all it has anyway.' },
  ],
  tableView: ['Name', 'Site', 'ServerRole', 'AdminDisplayVersion'],
  run({ Identity: identity }, context) {
    const { organization } = context.state.state;
    const found = typeof identity === 'string' ? [requireServer(identity, context)] : organization.servers;
    return { output: found.map((server) => exchangeServerObject(server, organization)) };
  },
};
