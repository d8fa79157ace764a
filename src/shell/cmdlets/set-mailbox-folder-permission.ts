import { accessRights, folderPermissions, withFolderPermissions } from '../../directory/folder-permissions.js';
import type { Recipient } from '../../directory/recipient.js';
import { type Cmdlet, CmdletError } from '../cmdlet.js';
import { changePart } from '../either-side.js';
import { permittedName, requireFolder } from '../mailbox-folders.js';

/** Set-MailboxFolderPermission: changes an entry that is there; Default and Anonymous always are. Free/busy asks the calendar's. */
export const setMailboxFolderPermission: Cmdlet = {
  name: 'Set-MailboxFolderPermission',
  synopsis: 'Changes what somebody may do in a folder of a mailbox.',
  examples: ['Set-MailboxFolderPermission user2:\\Calendar -User Default -AccessRights LimitedDetails'],
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  parameters: [
    {
      name: 'Identity',
      type: 'String',
      mandatory: true,
      position: 0,
      fromPipeline: ['Identity'],
      help: 'The folder, as user2:\\Calendar.',
    },
    {
      name: 'User',
      type: 'String',
      mandatory: true,
      fromPipeline: ['User'],
      help: 'Whom it is about: Default, Anonymous, or a name.',
    },
    { name: 'AccessRights', type: 'String[]', mandatory: true, values: accessRights, help: 'Rights or roles.' },
  ],
  async run({ Identity: identity, User: given, AccessRights: rights }, context) {
    const { mailbox, folder } = requireFolder(identity as string, context);
    const user = permittedName(given as string, context) ?? (given as string);
    const entries = folderPermissions(mailbox, folder);
    if (!entries.some((entry) => entry.user === user)) {
      throw new CmdletError(
        'ObjectNotFound',
        `[lab] '${user}' has no permission on ${mailbox.alias}:\\${folder}; there are ${entries.map((entry) => entry.user).join(', ')}.`,
      );
    }
    if (!(await context.shouldProcess({ target: `${mailbox.alias}:\\${folder}` }))) return { output: [] };
    await changePart('recipients', context, (all) =>
      all.map((one) => (one.guid === mailbox.guid ? withRights(one, folder, user, rights as readonly string[]) : one)),
    );
    return { output: [] };
  },
};

function withRights<Mailbox extends Recipient>(
  mailbox: Mailbox,
  folder: string,
  user: string,
  rights: readonly string[],
): Mailbox {
  const entries = folderPermissions(mailbox, folder).map((entry) =>
    entry.user === user ? { user, accessRights: rights } : entry,
  );
  return withFolderPermissions(mailbox, folder, entries);
}
