import { enumeration, words, xs } from '../xsd/simple-types.js';
import { optional } from '../xsd/types.js';
import { t } from './namespaces.js';

/** Someone with permissions: a user by address or SID, everyone else (`Default`), or `Anonymous` (MS-OXWSCDATA). */
export const userId = t.complex('UserIdType', {
  content: [
    {
      SID: optional(xs.string),
      PrimarySmtpAddress: optional(xs.string),
      DisplayName: optional(xs.string),
      DistinguishedUser: optional(enumeration('t', 'DistinguishedUserType', words('Default Anonymous'))),
      ExternalUserIdentity: optional(xs.string),
    },
  ],
});

const permissionAction = enumeration('t', 'PermissionActionType', words('None Owned All'));

/** What both kinds of permissions grant (MS-OXWSFOLD). */
const basePermission = t.complex('BasePermissionType', {
  isAbstract: true,
  content: [
    {
      UserId: userId,
      CanCreateItems: optional(xs.boolean),
      CanCreateSubFolders: optional(xs.boolean),
      IsFolderOwner: optional(xs.boolean),
      IsFolderVisible: optional(xs.boolean),
      IsFolderContact: optional(xs.boolean),
      EditItems: optional(permissionAction),
      DeleteItems: optional(permissionAction),
    },
  ],
});

export const permissionReadAccess = enumeration('t', 'PermissionReadAccessType', words('None FullDetails'));

const permission = t.extended('PermissionType', basePermission, {
  content: [
    {
      ReadItems: optional(permissionReadAccess),
      PermissionLevel: enumeration(
        't',
        'PermissionLevelType',
        words(
          'None Owner PublishingEditor Editor PublishingAuthor Author NoneditingAuthor Reviewer Contributor Custom',
        ),
      ),
    },
  ],
});

export const calendarPermissionReadAccess = enumeration(
  't',
  'CalendarPermissionReadAccessType',
  words('None TimeOnly TimeAndSubjectAndLocation FullDetails'),
);

const calendarPermission = t.extended('CalendarPermissionType', basePermission, {
  content: [
    {
      ReadItems: optional(calendarPermissionReadAccess),
      CalendarPermissionLevel: enumeration(
        't',
        'CalendarPermissionLevelType',
        words(
          'None Owner PublishingEditor Editor PublishingAuthor Author NoneditingAuthor Reviewer Contributor FreeBusyTimeOnly FreeBusyTimeAndSubjectAndLocation Custom',
        ),
      ),
    },
  ],
});

/** Those whose entry can't be resolved. */
const unknownEntries = t.list('ArrayOfUnknownEntriesType', { UnknownEntry: xs.string });

export const permissionSet = t.complex('PermissionSetType', {
  content: [
    {
      Permissions: t.list('ArrayOfPermissionsType', { Permission: permission }),
      UnknownEntries: optional(unknownEntries),
    },
  ],
});

export const calendarPermissionSet = t.complex('CalendarPermissionSetType', {
  content: [
    {
      CalendarPermissions: t.list('ArrayOfCalendarPermissionsType', { CalendarPermission: calendarPermission }),
      UnknownEntries: optional(unknownEntries),
    },
  ],
});
