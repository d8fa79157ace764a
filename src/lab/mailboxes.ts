import { join } from 'node:path';
import type { Clock } from '../clock.js';
import type { DataDirectory } from '../data-directory.js';
import { MailboxStore } from '../mailbox/mailbox-store.js';
import { fillWithSamples } from '../mailbox/samples.js';

/** The mailboxes of both sides. */
export interface LabMailboxes {
  readonly onPremises: MailboxStore;
  readonly cloud: MailboxStore;
  /** All of them are as they were born. */
  reset(): void;
  close(): void;
}

export function openMailboxes(
  { mailboxes }: DataDirectory,
  clock: Clock,
  onTrouble: (error: unknown) => void,
): LabMailboxes {
  const store = (side: string) =>
    new MailboxStore({
      directory: join(mailboxes, side),
      clock,
      onTrouble,
      fill: (mailbox, owner) => fillWithSamples(mailbox, owner, clock.now()),
    });
  const [onPremises, cloud] = [store('on-premises'), store('cloud')];
  const each = (work: (of: MailboxStore) => void) => () => {
    work(onPremises);
    work(cloud);
  };
  return { onPremises, cloud, reset: each((of) => of.reset()), close: each((of) => of.close()) };
}
