import { isDeepStrictEqual } from 'node:util';
import type { FolderPermission } from './permissions.js';
import type { Recipient } from './recipient.js';
import type { LabState } from './state.js';

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
  return (set && Object.hasOwn(set, folder) ? set[folder] : undefined) ?? bornWith(folder); // a folder may be called `constructor`
}

function bornWith(folder: string): readonly FolderPermission[] {
  return [
    { user: 'Default', accessRights: [folder === 'Calendar' ? 'AvailabilityOnly' : 'None'] },
    { user: 'Anonymous', accessRights: ['None'] },
  ];
}

/** The mailbox with other permissions on a folder; those that a folder is born with are not written down. */
export function withFolderPermissions<Mailbox extends Recipient>(
  mailbox: Mailbox,
  folder: string,
  entries: readonly FolderPermission[],
): Mailbox {
  const { folderPermissions: set, ...rest } = mailbox;
  const { [folder]: _, ...others } = set ?? {};
  const all = isDeepStrictEqual(entries, bornWith(folder)) ? others : { ...others, [folder]: entries };
  return (Object.keys(all).length === 0 ? rest : { ...rest, folderPermissions: all }) as Mailbox;
}

/** Writes permissions down: wherever the owner of the folder is a recipient, on-premises or in a tenant. */
export function withSharedFolder(
  state: LabState,
  owner: Recipient,
  folder: string,
  entries: readonly FolderPermission[],
): LabState {
  const share = (all: readonly Recipient[]) =>
    all.map((one) => (one.guid === owner.guid ? withFolderPermissions(one, folder, entries) : one));
  const { organization, tenants } = state;
  if (organization.recipients.some(({ guid }) => guid === owner.guid)) {
    return { ...state, organization: { ...organization, recipients: share(organization.recipients) } };
  }
  return { ...state, tenants: tenants.map((tenant) => ({ ...tenant, recipients: share(tenant.recipients) })) };
}
