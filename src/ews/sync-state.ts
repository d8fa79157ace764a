import { Buffer } from 'node:buffer';
import type { Mailbox } from '../mailbox/mailbox.js';
import type { StoredFolder } from '../mailbox/stored.js';
import { errors } from './errors.js';

/** What a client has seen of a folder, or of the folders of a mailbox: opaque to it. */
export interface SyncState {
  /** The number of the folder. */
  readonly folder: number;
  /** The last change it has heard of. */
  readonly change: number;
}

export function writeSyncState({ born }: Mailbox, { folder, change }: SyncState): string {
  return Buffer.from(`${born}/${folder}/${change}`).toString('base64');
}

/** The change that a client has seen last, 0 without a state; throws EwsError for what is no state of that folder. */
export function readSyncState(
  text: string | undefined,
  { mailbox, folder }: { readonly mailbox: Mailbox; readonly folder: StoredFolder },
): number {
  if (text === undefined || text === '') return 0;
  const [, born, of, seen] = /^(\d+)\/(\d+)\/(\d+)$/.exec(Buffer.from(text, 'base64').toString()) ?? [];
  const change = Number(seen);
  const isOfMailbox = Number(born) === mailbox.born; // and not of one before a reset
  const isKnown = isOfMailbox && Number(of) === folder.number && change <= mailbox.lastChange;
  if (!isKnown || (change > 0 && !mailbox.remembers(change))) throw errors.syncStateInvalid();
  return change;
}
