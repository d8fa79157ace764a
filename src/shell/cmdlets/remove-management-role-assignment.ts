import { type Cmdlet, delayedEffect } from '../cmdlet.js';
import { requiredIdentity } from '../given.js';
import { requireNamed, without } from '../named-objects.js';
import { changeOrganization } from '../organization-change.js';

/** Remove-ManagementRoleAssignment: what the account of a partner application may no longer do, the application may not either. */
export const removeManagementRoleAssignment: Cmdlet = {
  name: 'Remove-ManagementRoleAssignment',
  synopsis: 'Takes a management role from an account.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: [requiredIdentity('Name or GUID of the assignment.')],
  async run({ Identity: identity }, context) {
    const { managementRoleAssignments } = context.state.state.organization;
    const found = requireNamed(managementRoleAssignments, identity as string, context);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changeOrganization(context, (organization) => ({
      ...organization,
      managementRoleAssignments: without(organization.managementRoleAssignments, found),
    }));
    return { output: [], warnings: delayedEffect(context) };
  },
};
