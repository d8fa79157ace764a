import type { FolderPermission } from './permissions.js';
import type { Recipient } from './recipient.js';

/** What one may do in a folder of a mailbox; free/busy looks at the calendar's. */

/** Documented rights, and the roles that stand for several of them; the last two are of calendars only. */
export const accessRights = [
  ...['None', 'CreateItems', 'CreateSubfolders', 'DeleteAllItems', 'DeleteOwnedItems', 'EditAllItems'],
  ...['EditOwnedItems', 'FolderContact', 'FolderOwner', 'FolderVisible', 'ReadItems'],
  ...['Author', 'Contributor', 'Editor', 'NonEditingAuthor', 'Owner', 'PublishingAuthor', 'PublishingEditor'],
  ...['Reviewer', 'AvailabilityOnly', 'LimitedDetails'],
] as const;

/** The permissions that are set, or those a folder is born with: everybody sees when somebody is busy, and nothing else. */
export function folderPermissions({ folderPermissions: set }: Recipient, folder: string): readonly FolderPermission[] {
  return (
    set?.[folder] ?? [
      { user: 'Default', accessRights: [folder === 'Calendar' ? 'AvailabilityOnly' : 'None'] },
      { user: 'Anonymous', accessRights: ['None'] },
    ]
  );
}
