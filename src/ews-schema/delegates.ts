import { enumeration, words, xs } from '../xsd/simple-types.js';
import { optional, some } from '../xsd/types.js';
import { t } from './namespaces.js';
import { userId } from './permissions.js';

/** Who may act for the owner of a mailbox, and how (MS-OXWSDLGM). */

export const userIds = t.complex('ArrayOfUserIdType', { content: [{ UserId: some(userId) }] });

const permissionLevel = enumeration(
  't',
  'DelegateFolderPermissionLevelType',
  words('None Editor Reviewer Author Custom'),
);

const delegatePermissions = t.complex('DelegatePermissionsType', {
  content: [
    {
      CalendarFolderPermissionLevel: optional(permissionLevel),
      TasksFolderPermissionLevel: optional(permissionLevel),
      InboxFolderPermissionLevel: optional(permissionLevel),
      ContactsFolderPermissionLevel: optional(permissionLevel),
      NotesFolderPermissionLevel: optional(permissionLevel),
      JournalFolderPermissionLevel: optional(permissionLevel),
    },
  ],
});

export const delegateUser = t.complex('DelegateUserType', {
  content: [
    {
      UserId: userId,
      DelegatePermissions: optional(delegatePermissions),
      ReceiveCopiesOfMeetingMessages: optional(xs.boolean),
      ViewPrivateItems: optional(xs.boolean),
    },
  ],
});

export const deliverMeetingRequests = enumeration(
  't',
  'DeliverMeetingRequestsType',
  words('DelegatesOnly DelegatesAndMe DelegatesAndSendInformationToMe NoForward'),
);
