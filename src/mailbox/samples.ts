import type { Mailbox } from './mailbox.js';

/** What a mailbox holds when it is born. */
export function fillWithSamples(mailbox: Mailbox, now: number): void {
  const calendar = mailbox.folderNamed('calendar')?.number ?? 0;
  void calendar;
  void now;
}
