import type { OrganizationRelationship } from '../../directory/sharing.js';
import type { Cmdlet } from '../cmdlet.js';
import { changePart, partOf } from '../either-side.js';
import { newIdentity, requireFreeName } from '../named-objects.js';
import { changedRelationship, relationshipObject, relationshipParameters } from '../organization-relationships.js';

/** New-OrganizationRelationship (Microsoft's page; the lab has no delegated authentication, which would use it). */
export const newOrganizationRelationship: Cmdlet = {
  name: 'New-OrganizationRelationship',
  synopsis: 'Makes an organization relationship.',
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  parameters: [
    { name: 'Name', type: 'String', mandatory: true, position: 0, help: 'Its name, at most 64 characters.' },
    ...relationshipParameters(true),
  ],
  async run(parameters, context) {
    const name = parameters.Name as string;
    const one = changedRelationship({ ...unconfigured, name, ...newIdentity(context) }, parameters);
    requireFreeName(name, partOf('organizationRelationships', context), 'an organization relationship');
    if (!(await context.shouldProcess({ target: name }))) return { output: [] };
    await changePart('organizationRelationships', context, (all) => {
      requireFreeName(name, all, 'an organization relationship'); // another call may have been quicker
      return [...all, one];
    });
    return { output: [relationshipObject(one, context)] };
  },
};

/** Defaults of Microsoft's page. */
const unconfigured: OrganizationRelationship = {
  name: '',
  guid: '',
  domainNames: [],
  freeBusyAccessEnabled: false,
  freeBusyAccessLevel: 'None',
  mailTipsAccessEnabled: false,
  mailTipsAccessLevel: 'None',
  targetApplicationUri: '',
  targetSharingEpr: '',
  targetOwaUrl: '',
  targetAutodiscoverEpr: '',
  archiveAccessEnabled: false,
  enabled: true,
};
