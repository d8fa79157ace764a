import type { IntraOrganizationConnector } from '../directory/sharing.js';
import type { BoundParameters, CmdletContext, ParameterDefinition } from './cmdlet.js';
import { flagOr, listOr, textOr } from './given.js';
import { dates } from './named-objects.js';
import type { PowerShellObject } from './object.js';
import { blankable } from './property.js';

/** What the cmdlets of intra-organization connectors have in common; free/busy goes by them. */

/** The properties that facts/oauth-outbound-admin §3.6 names; their order and what follows is ours. */
export function connectorObject(connector: IntraOrganizationConnector, context: CmdletContext): PowerShellObject {
  return {
    TargetAddressDomains: connector.targetAddressDomains,
    DiscoveryEndpoint: blankable(connector.discoveryEndpoint),
    ...(context.session === 'Cloud' ? { TargetSharingEpr: blankable(connector.targetSharingEpr) } : {}),
    Enabled: connector.enabled,
    Name: connector.name,
    Identity: connector.name,
    Guid: connector.guid,
    ...dates(connector, context),
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

/** Parameters that New- and Set-IntraOrganizationConnector share. */
export function connectorParameters(mandatory: boolean): readonly ParameterDefinition[] {
  return [
    { name: 'DiscoveryEndpoint', type: 'Uri', mandatory, help: 'Autodiscover of the other organisation.' },
    {
      name: 'TargetAddressDomains',
      type: 'MultiValuedProperty',
      mandatory,
      help: 'Domains whose users are asked for there.',
    },
    { name: 'Enabled', type: 'Boolean', help: 'Whether it counts; $true when left out.' },
    {
      name: 'TargetSharingEpr',
      type: 'Uri',
      session: 'Cloud',
      nullable: true,
      help: "The other organisation's EWS, asked without Autodiscover; in Exchange Online only.",
    },
  ];
}

export function changedConnector(
  connector: IntraOrganizationConnector,
  parameters: BoundParameters,
): IntraOrganizationConnector {
  return {
    ...connector,
    name: textOr(parameters.Name, connector.name),
    discoveryEndpoint: textOr(parameters.DiscoveryEndpoint, connector.discoveryEndpoint),
    targetAddressDomains: listOr(parameters.TargetAddressDomains, connector.targetAddressDomains),
    targetSharingEpr: textOr(parameters.TargetSharingEpr, connector.targetSharingEpr),
    enabled: flagOr(parameters.Enabled, connector.enabled),
  };
}
