import { folderPermissions } from '../../directory/folder-permissions.js';
import type { Recipient } from '../../directory/recipient.js';
import type { delegateUser } from '../../ews-schema/delegates.js';
import type { ValueOf } from '../../xsd/model.js';

export type DelegateUser = ValueOf<typeof delegateUser>;
type Permissions = NonNullable<DelegateUser['DelegatePermissions']>;
type Level = NonNullable<Permissions['InboxFolderPermissionLevel']>;

/** The folders that delegates have permissions on, by their display names. */
const folders = ['Calendar', 'Tasks', 'Inbox', 'Contacts', 'Notes', 'Journal'] as const;

/**
 * Whoever may edit the calendar: what a delegate gets first of all. A real mailbox keeps a list of its delegates beside
 * the permissions; the lab has the permissions alone.
 */
export function delegatesOf(owner: Recipient, addressBook: readonly Recipient[]): readonly Recipient[] {
  const names = folderPermissions(owner, 'Calendar')
    .filter(({ user, accessRights }) => !isEverybody(user) && levelOf(accessRights) === 'Editor')
    .map(({ user }) => user);
  return names
    .map((name) => addressBook.find(({ displayName }) => displayName === name))
    .filter((delegate) => delegate !== undefined);
}

function isEverybody(user: string): boolean {
  return user === 'Default' || user === 'Anonymous';
}

/** A delegate as answers show him; with what he may do in each folder where that is asked for. */
export function showDelegate(owner: Recipient, delegate: Recipient, withPermissions: boolean): DelegateUser {
  const { sid, primarySmtpAddress, displayName } = delegate;
  const levels = folders.map((folder) => [`${folder}FolderPermissionLevel`, levelIn(owner, folder, delegate)]);
  return {
    UserId: { SID: sid, PrimarySmtpAddress: primarySmtpAddress, DisplayName: displayName },
    ...(withPermissions ? { DelegatePermissions: Object.fromEntries(levels) as Permissions } : {}),
    ReceiveCopiesOfMeetingMessages: false,
    ViewPrivateItems: false,
  };
}

function levelIn(owner: Recipient, folder: string, { displayName }: Recipient): Level {
  const entry = folderPermissions(owner, folder).find(({ user }) => user === displayName);
  return entry ? levelOf(entry.accessRights) : 'None';
}

const levels: readonly Level[] = ['None', 'Editor', 'Reviewer', 'Author'];

/** A role that delegates have by its name, and anything else as what it is: custom. */
function levelOf(accessRights: readonly string[]): Level {
  const [role, ...more] = accessRights;
  const level = levels.find((one) => one === role);
  return level && more.length === 0 ? level : 'Custom';
}
