import type { ManagementRoleAssignment } from '../directory/permissions.js';
import type { CmdletContext } from './cmdlet.js';
import { dates } from './named-objects.js';
import type { PowerShellObject } from './object.js';

/** The documented properties that matter here; the order is ours. The lab's assignments are direct ones, to users. */
export function roleAssignmentObject(assignment: ManagementRoleAssignment, context: CmdletContext): PowerShellObject {
  const accountName = assignment.roleAssignee.slice(assignment.roleAssignee.lastIndexOf('/') + 1);
  return {
    Role: assignment.role,
    RoleAssignee: assignment.roleAssignee,
    RoleAssigneeName: accountName,
    RoleAssigneeType: 'User',
    AssignmentMethod: 'Direct',
    EffectiveUserName: accountName,
    RoleAssignmentDelegationType: 'Regular',
    Enabled: true,
    Name: assignment.name,
    Identity: assignment.name,
    Guid: assignment.guid,
    ...dates(assignment, context),
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}
