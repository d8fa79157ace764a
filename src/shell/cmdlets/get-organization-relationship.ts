import type { Cmdlet } from '../cmdlet.js';
import { partOf } from '../either-side.js';
import { identityParameter } from '../given.js';
import { selectNamed } from '../named-objects.js';
import { relationshipObject } from '../organization-relationships.js';

/** Get-OrganizationRelationship of the session's side (Microsoft's page; the lab has no delegated authentication, which would use it). */
export const getOrganizationRelationship: Cmdlet = {
  name: 'Get-OrganizationRelationship',
  synopsis: 'Shows the organization relationships of this side.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [identityParameter('Name or GUID of an organization relationship.')],
  tableView: ['Name', 'Enabled', 'DomainNames', 'FreeBusyAccessLevel'],
  run({ Identity: identity }, context) {
    const found = selectNamed(partOf('organizationRelationships', context), identity, context);
    return { output: found.map((one) => relationshipObject(one, context)) };
  },
};
