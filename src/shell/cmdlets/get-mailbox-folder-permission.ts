import { folderPermissions } from '../../directory/folder-permissions.js';
import { foldCase } from '../../protocol/audience.js';
import type { Cmdlet } from '../cmdlet.js';
import { permittedName, requireFolder } from '../mailbox-folders.js';
import { objectNotFound } from '../not-found.js';

/** Get-MailboxFolderPermission; free/busy asks the calendar's. */
export const getMailboxFolderPermission: Cmdlet = {
  name: 'Get-MailboxFolderPermission',
  synopsis: 'Shows who may do what in a folder of a mailbox.',
  examples: ['Get-MailboxFolderPermission user2:\\Calendar'],
  sessions: ['OnPremises', 'Cloud'],
  parameters: [
    {
      name: 'Identity',
      type: 'String',
      mandatory: true,
      position: 0,
      fromPipeline: ['Identity'],
      help: 'The folder, as user2:\\Calendar.',
    },
    { name: 'User', type: 'String', help: 'Only what this user may do: Default, Anonymous, or a name.' },
  ],
  tableView: ['FolderName', 'User', 'AccessRights', 'SharingPermissionFlags'],
  run({ Identity: identity, User: user }, context) {
    const { mailbox, folder } = requireFolder(identity as string, context);
    const wanted = typeof user === 'string' ? (permittedName(user, context) ?? user) : undefined;
    const found = folderPermissions(mailbox, folder).filter(
      (one) => wanted === undefined || foldCase(one.user) === foldCase(wanted),
    );
    if (wanted !== undefined && found.length === 0) throw objectNotFound(wanted, context);
    // Documented properties; the order behind the table's four is ours.
    const output = found.map((permission) => ({
      FolderName: folder,
      User: permission.user,
      AccessRights: permission.accessRights,
      SharingPermissionFlags: null,
      Identity: `${mailbox.alias}:\\${folder}`,
      IsValid: true,
      ObjectState: 'Unchanged',
    }));
    return { output };
  },
};
