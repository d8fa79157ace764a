import { findAccountName } from '../../directory/account.js';
import { foldCase } from '../../protocol/audience.js';
import type { Cmdlet } from '../cmdlet.js';
import { identityParameter } from '../given.js';
import { selectNamed } from '../named-objects.js';
import { objectNotFound } from '../not-found.js';
import { roleAssignmentObject } from '../role-assignments.js';

/** Get-ManagementRoleAssignment: which account has which role; the lab has those of applications (facts/oauth-inbound §4.5). */
export const getManagementRoleAssignment: Cmdlet = {
  name: 'Get-ManagementRoleAssignment',
  synopsis: 'Shows which account has which management role.',
  examples: ['Get-ManagementRoleAssignment -RoleAssignee "Exchange Online-ApplicationAccount" | ft Name,Role'],
  sessions: ['OnPremises'],
  parameters: [
    { ...identityParameter('Name or GUID of one assignment.'), sets: ['Identity'] },
    { name: 'RoleAssignee', type: 'String', sets: ['RoleAssignee'], help: 'Assignments to this account.' },
    { name: 'Role', type: 'String', sets: ['RoleAssignee'], help: 'Assignments of this role.' },
    {
      name: 'GetEffectiveUsers',
      type: 'SwitchParameter',
      help: "Accepted: the lab's assignments are to users, who are shown anyway.",
    },
  ],
  defaultParameterSet: 'Identity',
  tableView: ['Name', 'Role', 'RoleAssigneeName', 'RoleAssigneeType', 'AssignmentMethod', 'EffectiveUserName'],
  run({ Identity: identity, RoleAssignee: assignee, Role: role }, context) {
    const { organization } = context.state.state;
    const account = typeof assignee === 'string' ? findAccountName(organization, assignee) : undefined;
    if (typeof assignee === 'string' && account === undefined) throw objectNotFound(assignee, context);
    const found = selectNamed(organization.managementRoleAssignments, identity, context)
      .filter(({ roleAssignee }) => account === undefined || foldCase(roleAssignee) === foldCase(account))
      .filter((one) => typeof role !== 'string' || foldCase(one.role) === foldCase(role));
    return { output: found.map((assignment) => roleAssignmentObject(assignment, context)) };
  },
};
