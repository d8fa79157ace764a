import { join } from 'node:path';
import { systemClock } from '../../src/clock.js';
import type { Organization } from '../../src/directory/organization.js';
import type { Lab } from '../../src/index.js';
import type { Mailbox } from '../../src/mailbox/mailbox.js';
import { MailboxStore } from '../../src/mailbox/mailbox-store.js';
import type { NewItem, StoredItem } from '../../src/mailbox/stored.js';
import type { TestLabs } from './labs.js';

/** What mailboxes of a lab hold before it starts, beside their folders; by alias. */
export type Fillings = Readonly<Record<string, (mailbox: Mailbox) => void>>;

/** A lab whose mailboxes hold what a test needs, and nothing else. */
export function labWith(
  labs: TestLabs,
  name: string,
  fillings: Fillings,
  prepare = (healthy: Organization) => healthy,
): Promise<Lab> {
  return labs.start(name, {}, (healthy) => {
    const directory = join(labs.directory, name, 'mailboxes', 'on-premises');
    const store = new MailboxStore({
      directory,
      clock: systemClock,
      fill: (mailbox, owner) => fillings[owner.alias]?.(mailbox),
    });
    for (const owner of healthy.recipients) store.mailboxOf(owner);
    store.close();
    return prepare(healthy);
  });
}

/** An item in a folder that every mailbox has. */
export function put(
  mailbox: Mailbox,
  folder: string,
  kind: string,
  properties: NewItem['properties'],
  more: Partial<NewItem> = {},
): StoredItem {
  const { number = 0 } = mailbox.folderNamed(folder) ?? {};
  return mailbox.createItem({ folder: number, kind, properties, isRead: true, ...more });
}
