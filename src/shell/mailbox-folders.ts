import type { Recipient } from '../directory/recipient.js';
import { bornFolders } from '../mailbox/born-folders.js';
import { foldCase } from '../protocol/audience.js';
import type { CmdletContext } from './cmdlet.js';
import { partOf } from './either-side.js';
import { objectNotFound } from './not-found.js';
import { requireRecipient } from './recipients.js';

/** A folder of a mailbox, as `user2:\\Calendar` names it; the mailbox alone is its root, which Exchange shows by that name. */
export interface MailboxFolder {
  readonly mailbox: Recipient;
  readonly folder: string;
}

export function requireFolder(identity: string, context: CmdletContext): MailboxFolder {
  const [, who = identity, path = ''] = /^(.*?):\\?(.*)$/s.exec(identity) ?? [];
  const mailbox = requireRecipient('UserMailbox', who, context);
  if (path === '') return { mailbox, folder: rootName };
  const folder = bornFolders.find(({ displayName }) => displayName !== '' && foldCase(displayName) === foldCase(path));
  if (!folder) throw objectNotFound(identity, context);
  return { mailbox, folder: folder.displayName };
}

const rootName = 'Top of Information Store';

/** The name of a user in a permission: Default, Anonymous, or how the user is shown. */
export function permittedName(user: string, context: CmdletContext): string | undefined {
  const special = ['Default', 'Anonymous'].find((name) => foldCase(name) === foldCase(user.trim()));
  if (special !== undefined) return special;
  const wanted = foldCase(user.trim());
  return partOf('recipients', context).find((one) =>
    [one.name, one.alias, one.displayName, one.primarySmtpAddress, one.userPrincipalName].some(
      (name) => foldCase(name) === wanted,
    ),
  )?.displayName;
}
