import { findAccountName } from '../../directory/account.js';
import { applicationRoles } from '../../directory/default-permissions.js';
import { foldCase } from '../../protocol/audience.js';
import { type Cmdlet, CmdletError, delayedEffect } from '../cmdlet.js';
import { newIdentity, requireFreeName } from '../named-objects.js';
import { objectNotFound } from '../not-found.js';
import { changeOrganization } from '../organization-change.js';
import { roleAssignmentObject } from '../role-assignments.js';

/** New-ManagementRoleAssignment -User: gives an account a role; the lab has the roles of application accounts. */
export const newManagementRoleAssignment: Cmdlet = {
  name: 'New-ManagementRoleAssignment',
  synopsis: 'Gives an account a management role.',
  examples: ['New-ManagementRoleAssignment -Role UserApplication -User "Exchange Online-ApplicationAccount"'],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    { name: 'Name', type: 'String', position: 0, help: 'Its name; role and account when left out.' },
    { name: 'Role', type: 'String', mandatory: true, help: `One of ${applicationRoles.join(', ')}.` },
    { name: 'User', type: 'String', mandatory: true, help: 'The account.' },
  ],
  async run({ Name: given, Role, User }, context) {
    const { organization } = context.state.state;
    const role = applicationRoles.find((known) => foldCase(known) === foldCase(Role as string));
    if (!role) throw objectNotFound(Role as string, context);
    const roleAssignee = findAccountName(organization, User as string);
    if (roleAssignee === undefined) throw objectNotFound(User as string, context);
    const holder = organization.managementRoleAssignments.find(
      (one) => one.role === role && foldCase(one.roleAssignee) === foldCase(roleAssignee),
    );
    if (holder) {
      throw new CmdletError(
        'ResourceExists',
        `[lab] '${roleAssignee}' has the role '${role}' already: ${holder.name}.`,
      );
    }
    const account = roleAssignee.slice(roleAssignee.lastIndexOf('/') + 1);
    const name = typeof given === 'string' ? given : `${role}-${account}`.slice(0, 64);
    requireFreeName(name, organization.managementRoleAssignments, 'a role assignment');
    const assignment = { name, ...newIdentity(context), role, roleAssignee };
    if (!(await context.shouldProcess({ target: name }))) return { output: [] };
    await changeOrganization(context, (current) => ({
      ...current,
      managementRoleAssignments: [...current.managementRoleAssignments, assignment],
    }));
    return { output: [roleAssignmentObject(assignment, context)], warnings: delayedEffect(context) };
  },
};
