import type { Recipient } from '../directory/recipient.js';
import type { CalendarEvent } from '../mailbox/calendar.js';
import type { Mailbox } from '../mailbox/mailbox.js';
import type { StoredItem } from '../mailbox/stored.js';

/** An item that is there, and that the caller may see. */
export interface FoundItem {
  readonly mailbox: Mailbox;
  readonly owner: Recipient;
  readonly item: StoredItem;
  /** The one occurrence of a series that is meant. */
  readonly occurrence?: CalendarEvent | undefined;
  readonly isOwn: boolean;
}
