import type { Clock } from '../clock.js';
import { eventsOf, type MailboxEvent } from './events.js';
import type { Mailbox } from './mailbox.js';

/** An event as it is remembered. */
export interface RememberedEvent extends MailboxEvent {
  /** Counted in each history from 1. */
  readonly position: number;
  /** ISO 8601, UTC. */
  readonly time: string;
}

/** How many events of a mailbox are remembered; who is further behind has missed some. */
const mostEvents = 5000;

/** What has happened in a mailbox since somebody first wanted to know. */
export class EventHistory {
  /** When it began: a position of another history means nothing in this. */
  readonly born: number;
  #events: RememberedEvent[] = [];
  #last = 0;

  constructor(mailbox: Mailbox, clock: Clock) {
    this.born = clock.now();
    mailbox.subscribe((change) => {
      const time = `${new Date(clock.now()).toISOString().slice(0, 19)}Z`;
      for (const event of eventsOf(mailbox, change)) this.#remember({ ...event, time });
    });
  }

  /** The position of the last event, 0 when there was none. */
  get last(): number {
    return this.#last;
  }

  /** Events behind a position; undefined where some of them are forgotten, or it has not come to that position. */
  since(position: number): readonly RememberedEvent[] | undefined {
    const forgotten = this.#last - this.#events.length;
    if (position < forgotten || position > this.#last) return undefined;
    return this.#events.slice(position - forgotten);
  }

  #remember(event: Omit<RememberedEvent, 'position'>): void {
    this.#last += 1;
    this.#events.push({ ...event, position: this.#last });
    if (this.#events.length > 2 * mostEvents) this.#events = this.#events.slice(-mostEvents);
  }
}
