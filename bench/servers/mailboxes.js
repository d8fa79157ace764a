import { MailboxStore } from '../../dist/mailbox/mailbox-store.js';
import { fillWithSamples } from '../../dist/mailbox/samples.js';

/** Mailboxes as the lab's are born, in memory alone. */
export function mailboxesOf(clock) {
  return new MailboxStore({ clock, fill: (mailbox, owner) => fillWithSamples(mailbox, owner, clock.now()) });
}
