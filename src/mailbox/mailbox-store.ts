import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../clock.js';
import { isMailbox, type Recipient } from '../directory/recipient.js';
import { ChangeFile, forgetfulLog } from './change-log.js';
import { Mailbox } from './mailbox.js';
import { Subscriptions } from './subscriptions.js';
import { utcText } from './time-zone.js';

export interface MailboxStoreOptions {
  /** Left out, mailboxes are gone with the lab. */
  readonly directory?: string | undefined;
  readonly clock: Clock;
  /** What a mailbox holds when it is born, beside its folders. */
  readonly fill: (mailbox: Mailbox, owner: Recipient) => void;
  /** Hears what an admin should know: LabError. */
  readonly onTrouble?: (error: unknown) => void;
}

/** The mailboxes of one side; each is opened when it is asked for, and born the first time. */
export class MailboxStore {
  readonly #options: MailboxStoreOptions;
  readonly #open = new Map<string, Mailbox>();
  #resets: number;

  /** Who wants to hear of changes. */
  readonly subscriptions: Subscriptions;

  constructor(options: MailboxStoreOptions) {
    this.#options = options;
    this.subscriptions = new Subscriptions(options.clock);
    this.#resets = options.directory === undefined ? 0 : resetsSaidIn(join(options.directory, resetsName));
  }

  /** Undefined for who has no mailbox here. */
  mailboxOf(owner: Recipient): Mailbox | undefined {
    if (!isMailbox(owner)) return undefined;
    const open = this.#open.get(owner.guid);
    if (open) return open;
    const { directory, clock, fill, onTrouble } = this.#options;
    const path = directory === undefined ? undefined : join(directory, `${owner.guid}${suffix}`);
    const log = path === undefined ? forgetfulLog() : new ChangeFile(path, onTrouble);
    const mailbox = new Mailbox(owner.guid, { clock, log, resets: this.#resets });
    this.#open.set(owner.guid, mailbox);
    if (log.earlier.length === 0) fill(mailbox, owner);
    return mailbox;
  }

  /** Every mailbox is as it was born. */
  reset(): void {
    this.close();
    const { directory, clock } = this.#options;
    if (directory !== undefined && !existsSync(directory)) return; // no mailbox has been born yet
    this.#resets += 1;
    if (directory === undefined) return;
    appendFileSync(join(directory, resetsName), `${utcText(clock.now())}\n`, { mode: 0o600 }); // first: an id never comes back
    for (const name of readdirSync(directory, { withFileTypes: true }))
      if (name.isFile() && name.name.endsWith(suffix)) rmSync(join(directory, name.name));
  }

  close(): void {
    for (const mailbox of this.#open.values()) mailbox.close();
    this.#open.clear();
    this.subscriptions.clear();
  }
}

const suffix = '.changes.jsonl';

/** A line for each reset. */
const resetsName = 'resets.log';

function resetsSaidIn(path: string): number {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0;
}
