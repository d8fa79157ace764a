import { isDeepStrictEqual } from 'node:util';
import { folderPermissions } from '../directory/folder-permissions.js';
import type { FolderPermission } from '../directory/permissions.js';
import type { Recipient } from '../directory/recipient.js';
import type { calendarPermissionSet, permissionSet } from '../ews-schema/permissions.js';
import type { StoredFolder } from '../mailbox/stored.js';
import type { ValueOf } from '../xsd/model.js';
import { EwsError } from './errors.js';
import type { FoundFolder } from './folder-access.js';
import { grantsOf, rightsOfGrants, roleOfLevel } from './folder-permissions.js';
import type { EwsCall } from './operation.js';

type CalendarPermissions = ValueOf<typeof calendarPermissionSet>;
type PermissionSet = ValueOf<typeof permissionSet> | CalendarPermissions;
type Permission = CalendarPermissions['CalendarPermissions'][number]['CalendarPermission'];
type UserId = Permission['UserId'];
type Entry = Omit<Permission, 'CalendarPermissionLevel'> & { readonly level: string };

/** A folder that is there, or that is about to be. */
interface Shared extends Pick<FoundFolder, 'owner' | 'mailbox'> {
  readonly folder: Pick<StoredFolder, 'parent' | 'kind' | 'displayName'>;
}

/**
 * What a client wants to share: the PermissionSet of a folder, in the words of the directory. It keeps the permissions of
 * folders right below the top. Throws EwsError for what can't be.
 */
export function wantedPermissions(set: object, shared: Shared, call: EwsCall): readonly FolderPermission[] {
  const { owner, mailbox, folder } = shared;
  if (mailbox.folder(folder.parent)?.distinguishedName !== 'msgfolderroot') throw errorOf.notTop();
  const wanted = entriesOf(set as PermissionSet, folder).map((entry) => ({
    user: nameOf(entry.UserId, call.organization.addressBookOf(call.user)),
    accessRights: rightsOf(entry),
  }));
  const names = wanted.map(({ user }) => user);
  if (new Set(names).size < names.length) throw errorOf.duplicates();
  const isEverybody = ({ user }: FolderPermission) => user === 'Default' || user === 'Anonymous';
  // Those two are always there; that they stay as they are when a client says nothing of them is inferred.
  const everybody = folderPermissions(owner, folder.displayName).filter(isEverybody);
  return [
    ...everybody.map((entry) => wanted.find(({ user }) => user === entry.user) ?? entry),
    ...wanted.filter((entry) => !isEverybody(entry)),
  ];
}

function entriesOf(set: PermissionSet, { kind }: Shared['folder']): readonly Entry[] {
  const isCalendar = 'CalendarPermissions' in set;
  if (isCalendar !== (kind === 'CalendarFolder')) throw errorOf.mismatch();
  return isCalendar
    ? set.CalendarPermissions.map(({ CalendarPermission: one }) => ({ ...one, level: one.CalendarPermissionLevel }))
    : set.Permissions.map(({ Permission: one }) => ({ ...one, level: one.PermissionLevel }));
}

/** A level says all; what is said besides has to agree with it. Custom is the sum of what is said. */
function rightsOf({ level, ...entry }: Entry): readonly string[] {
  if (level === 'Custom') return rightsOfGrants(entry);
  const role = roleOfLevel(level);
  const grants: Readonly<Record<string, unknown>> = grantsOf([role]);
  const disagrees = Object.keys(grants).some((name) => {
    const said = (entry as Readonly<Record<string, unknown>>)[name];
    return said !== undefined && !isDeepStrictEqual(said, grants[name]);
  });
  if (disagrees) throw errorOf.settings();
  return [role];
}

/** The name that the directory keeps permissions by; throws EwsError for nobody it knows. */
function nameOf(
  { DistinguishedUser, SID, PrimarySmtpAddress, DisplayName }: UserId,
  all: readonly Recipient[],
): string {
  if (DistinguishedUser !== undefined) return DistinguishedUser;
  const address = PrimarySmtpAddress?.toLowerCase();
  const found = all.find((one) => {
    if (SID !== undefined) return one.sid === SID;
    return address === undefined ? one.displayName === DisplayName : one.primarySmtpAddress.toLowerCase() === address;
  });
  if (!found) throw errorOf.user();
  return found.displayName;
}

/** Words that Microsoft's own client library documents beside the codes (errors.ts), where nothing else is said. */
const errorOf = {
  duplicates: () =>
    new EwsError('ErrorDuplicateUserIdsSpecified', 'The specified permission set contains duplicate UserIds.'),
  settings: () => new EwsError('ErrorInvalidPermissionSettings', 'The permission settings were not valid.'),
  mismatch: () => new EwsError('ErrorUpdatePropertyMismatch', 'Property for update does not match property in object.'),
  user: () => new EwsError('ErrorInvalidUserInfo', 'A UserId was not valid.'),
  notTop: () =>
    new EwsError(
      'ErrorInvalidPropertySet',
      '[lab] Folders within others have the permissions of the topmost one here.',
    ),
} as const;
