import type { ManagementRoleAssignment } from './permissions.js';
import type { World } from './world.js';

/** The roles of an application account, as Exchange setup assigns them (facts/oauth-inbound §4.5). */
export const applicationRoles = [
  'UserApplication',
  'ArchiveApplication',
  'LegalHoldApplication',
  'Mailbox Search',
  'TeamMailboxLifecycleApplication',
  'MailboxSearchApplication',
  'MeetingGraphApplication',
] as const;

/** The account whose roles Exchange Online has here (facts/oauth-inbound §4.5). */
export function exchangeOnlineAccount({ domain }: World): string {
  return `${domain}/Users/Exchange Online-ApplicationAccount`;
}

/** `UserApplication-Exchange Online-ApplicationAccount`, as New-ManagementRoleAssignment would name it. */
export function roleAssignment(role: string, index: number, world: World): ManagementRoleAssignment {
  return {
    name: `${role}-Exchange Online-ApplicationAccount`,
    guid: `c51d7e90-3f68-4a02-9b7d-64e0a8f21b${String(index).padStart(2, '0')}`,
    role,
    roleAssignee: exchangeOnlineAccount(world),
  };
}
