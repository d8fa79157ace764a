import { routingDomain } from '../../directory/default-sharing.js';
import { defaultDomain } from '../../directory/organization.js';
import { paths } from '../../protocol/well-known.js';
import type { Cmdlet } from '../cmdlet.js';
import { blankable } from '../property.js';

/**
 * Get-IntraOrganizationConfiguration: fields of facts/oauth-outbound-admin §3.6, of which no printed sample says what
 * stands in them on which side; what they are derived from here is inferred from their names.
 */
export const getIntraOrganizationConfiguration: Cmdlet = {
  name: 'Get-IntraOrganizationConfiguration',
  synopsis: 'Shows what the connectors between the two sides are made of.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [],
  run(_, { state }) {
    const { organization, world } = state.state;
    const [ews] = organization.webServicesVirtualDirectories;
    const [autodiscover] = organization.autodiscoverVirtualDirectories;
    return {
      output: [
        {
          OnlineDiscoveryEndpoint: `https://autodiscover-s.outlook.com${paths.autodiscover}`,
          OnlineTargetAddress: routingDomain(world),
          OnPremiseTargetAddresses: organization.hybridConfiguration?.domains ?? [defaultDomain(organization)],
          OnPremiseDiscoveryEndpoint: blankable(autodiscover?.externalUrl ?? ''),
          OnPremiseWebServiceEndpoint: blankable(ews?.externalUrl ?? ''),
          DeploymentIsCompleteIOCReady: true,
          HasNonIOCReadyExchangeCASServerVersions: false,
          HasNonIOCReadyExchangeMailboxServerVersions: false,
        },
      ],
    };
  },
};
