import { Buffer } from 'node:buffer';
import type { Clock } from '../clock.js';
import { EventHistory } from './event-history.js';
import type { EventType } from './events.js';
import type { Mailbox } from './mailbox.js';

/** What somebody wants to hear of. */
export interface Wish {
  /** GUID of who wants it. */
  readonly user: string;
  readonly mailbox: Mailbox;
  /** Left out: all folders. */
  readonly folders: ReadonlySet<number> | undefined;
  readonly types: ReadonlySet<EventType>;
  /** It is gone when nobody has asked for so long. */
  readonly timeoutMs: number;
}

export interface Subscription extends Wish {
  readonly id: string;
  readonly history: EventHistory;
  /** The position up to which its owner has heard of everything. */
  readonly heard: number;
  readonly expires: number;
}

/** The subscriptions of one side; they are gone with its mailboxes. */
export class Subscriptions {
  readonly #clock: Clock;
  readonly #all = new Map<string, Subscription>();
  readonly #histories = new Map<Mailbox, EventHistory>();
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Of a mailbox, from now on. */
  historyOf(mailbox: Mailbox): EventHistory {
    const history = this.#histories.get(mailbox) ?? new EventHistory(mailbox, this.#clock);
    this.#histories.set(mailbox, history);
    return history;
  }

  /** `most` is how many a user may have; undefined where he has them. `heard` is where it begins, now when left out. */
  add(wish: Wish, most: number, heard?: number): Subscription | undefined {
    const now = this.#clock.now();
    for (const { id, expires } of this.#all.values()) if (expires <= now) this.#all.delete(id);
    if ([...this.#all.values()].filter(({ user }) => user === wish.user).length >= most) return undefined;
    const history = this.historyOf(wish.mailbox);
    this.#count += 1;
    const id = Buffer.from(`${wish.mailbox.guid}/${now}/${this.#count}`).toString('base64');
    const added = { ...wish, id, history, heard: heard ?? history.last, expires: now + wish.timeoutMs };
    this.#all.set(id, added);
    return added;
  }

  /** Also one that has expired, the first time. */
  find(id: string): Subscription | undefined {
    return this.#all.get(id);
  }

  hasExpired({ expires }: Subscription): boolean {
    return expires <= this.#clock.now();
  }

  /** Somebody has asked for it, and has heard of everything up to a position. */
  keep(subscription: Subscription, heard: number): void {
    const expires = this.#clock.now() + subscription.timeoutMs;
    this.#all.set(subscription.id, { ...subscription, heard, expires });
  }

  remove({ id }: Subscription): void {
    this.#all.delete(id);
  }

  clear(): void {
    this.#all.clear();
    this.#histories.clear();
  }
}
