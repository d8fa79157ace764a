import { Buffer } from 'node:buffer';
import { errors } from './errors.js';

/** What a client has seen of a folder, or of the folders of a mailbox: opaque to it. */
export interface SyncState {
  /** The number of the folder. */
  readonly folder: number;
  /** The last change it has heard of. */
  readonly change: number;
}

export function writeSyncState({ folder, change }: SyncState): string {
  return Buffer.from(`${folder}/${change}`).toString('base64');
}

/** The change that a client has seen last, 0 without a state; throws EwsError for what is no state of that folder. */
export function readSyncState(text: string | undefined, folder: number): number {
  if (text === undefined || text === '') return 0;
  const [, of, change] = /^(\d+)\/(\d+)$/.exec(Buffer.from(text, 'base64').toString()) ?? [];
  if (Number(of) !== folder || change === undefined) throw errors.syncStateInvalid();
  return Number(change);
}
