import type { Cmdlet } from '../cmdlet.js';
import { partOf } from '../either-side.js';
import { identityParameter } from '../given.js';
import { connectorObject } from '../intra-organization-connectors.js';
import { selectNamed } from '../named-objects.js';

/** Get-IntraOrganizationConnector of the session's side (facts/oauth-outbound-admin §3.6; free/busy goes by it). */
export const getIntraOrganizationConnector: Cmdlet = {
  name: 'Get-IntraOrganizationConnector',
  synopsis: 'Shows the intra-organization connectors of this side.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [identityParameter('Name or GUID of an intra-organization connector.')],
  tableView: ['Name', 'Enabled', 'TargetAddressDomains', 'DiscoveryEndpoint'],
  run({ Identity: identity }, context) {
    const found = selectNamed(partOf('intraOrganizationConnectors', context), identity, context);
    return { output: found.map((one) => connectorObject(one, context)) };
  },
};
