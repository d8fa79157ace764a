import type { Cmdlet } from '../cmdlet.js';
import { changePart, partOf } from '../either-side.js';
import { requiredIdentity } from '../given.js';
import { changedConnector, connectorParameters } from '../intra-organization-connectors.js';
import { requireFreeName, requireNamed, withChanged } from '../named-objects.js';

/** Set-IntraOrganizationConnector (facts/oauth-outbound-admin §3.6; free/busy goes by it). */
export const setIntraOrganizationConnector: Cmdlet = {
  name: 'Set-IntraOrganizationConnector',
  synopsis: 'Changes an intra-organization connector.',
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  parameters: [
    requiredIdentity('Name or GUID of an intra-organization connector.'),
    ...connectorParameters(false),
    { name: 'Name', type: 'String', help: 'Another name, at most 64 characters.' },
  ],
  async run(parameters, context) {
    const all = partOf('intraOrganizationConnectors', context);
    const found = requireNamed(all, parameters.Identity as string, context);
    if (typeof parameters.Name === 'string')
      requireFreeName(parameters.Name, all, 'an intra-organization connector', found);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changePart('intraOrganizationConnectors', context, (current) =>
      withChanged(current, found, context, (one) => changedConnector(one, parameters)),
    );
    return { output: [] };
  },
};
