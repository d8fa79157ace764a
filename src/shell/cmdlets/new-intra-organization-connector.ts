import type { IntraOrganizationConnector } from '../../directory/sharing.js';
import type { Cmdlet } from '../cmdlet.js';
import { changePart, partOf } from '../either-side.js';
import { changedConnector, connectorObject, connectorParameters } from '../intra-organization-connectors.js';
import { newIdentity, requireFreeName } from '../named-objects.js';

/** New-IntraOrganizationConnector (facts/oauth-outbound-admin §3.6; free/busy goes by it). */
export const newIntraOrganizationConnector: Cmdlet = {
  name: 'New-IntraOrganizationConnector',
  synopsis: 'Makes a connector: for its domains the other organisation is asked with OAuth.',
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  parameters: [
    { name: 'Name', type: 'String', mandatory: true, position: 0, help: 'Its name, at most 64 characters.' },
    ...connectorParameters(true),
  ],
  async run(parameters, context) {
    const name = parameters.Name as string;
    const one = changedConnector({ ...unconfigured, name, ...newIdentity(context) }, parameters);
    requireFreeName(name, partOf('intraOrganizationConnectors', context), 'an intra-organization connector');
    if (!(await context.shouldProcess({ target: name }))) return { output: [] };
    await changePart('intraOrganizationConnectors', context, (all) => {
      requireFreeName(name, all, 'an intra-organization connector'); // another call may have been quicker
      return [...all, one];
    });
    return { output: [connectorObject(one, context)] };
  },
};

/** Defaults of Microsoft's page. */
const unconfigured: IntraOrganizationConnector = {
  name: '',
  guid: '',
  targetAddressDomains: [],
  discoveryEndpoint: '',
  targetSharingEpr: '',
  enabled: true,
};
