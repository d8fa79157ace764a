import { batch, signal } from '@preact/signals';
import type { LabStatus } from '../../control/lab-status.js';
import type { OutgoingCall } from '../../evidence/outgoing-call.js';
import type { TransactionSummary } from '../../evidence/transaction-summary.js';
import type { LabDetails } from '../../lab/description.js';
import { ApiError, call } from '../api/client.js';
import { followEvents, type LabEvent } from '../api/events.js';
import { browserClock } from './browser-clock.js';

/** What the page knows of the lab; kept up to date by its events. */
export const details = signal<LabDetails | undefined>(undefined);
export const status = signal<LabStatus | undefined>(undefined);
export const connection = signal<'connecting' | 'live' | 'lost'>('connecting');
/** The latest requests at the lab's servers, oldest first. */
export const transactions = signal<readonly TransactionSummary[]>([]);
/** The latest requests of the lab's own clients, oldest first. */
export const outgoingCalls = signal<readonly OutgoingCall[]>([]);
/** Counts changes of the lab: a view that shows its state reads it anew when this moves. */
export const changes = signal(0);
/** The lab's clock against the browser's, milliseconds; and how fast it runs. */
export const labClock = signal({ offsetMs: 0, speed: 1, since: browserClock.now() });

const kept = 500;

/** Follows the lab from now on. */
export function followLab(): void {
  void followEvents({
    onEvent: take,
    onConnection: (state) => {
      connection.value = state;
      if (state === 'live') void reload();
    },
  });
}

/** The lab's time now, milliseconds since 1970. */
export function labNow(): number {
  const { offsetMs, speed, since } = labClock.value;
  const now = browserClock.now();
  return now + offsetMs + (now - since) * (speed - 1);
}

/** Reads everything anew: at the start, and where events were missed. */
export async function reload(): Promise<void> {
  try {
    const [lab, recent, calls] = await Promise.all([
      call<LabDetails>('GET', '/api/lab'),
      call<readonly TransactionSummary[]>('GET', `/api/transactions?view=summary&limit=${kept}`),
      call<readonly OutgoingCall[]>('GET', `/api/outgoing-calls?limit=${kept}`),
    ]);
    batch(() => {
      details.value = lab;
      transactions.value = recent;
      outgoingCalls.value = calls;
      changes.value += 1;
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error; // the lab has gone, or wants its token: both are shown already
  }
}

function take({ name, data }: LabEvent): void {
  if (name === 'transaction') transactions.value = withNewest(transactions.value, data as TransactionSummary);
  if (name === 'outgoing-call') outgoingCalls.value = withNewest(outgoingCalls.value, data as OutgoingCall);
  if (name === 'lab') takeStatus(data as LabStatus);
  if (name === 'reset') void reload();
}

function takeStatus(now: LabStatus): void {
  batch(() => {
    status.value = now;
    const browser = browserClock.now();
    labClock.value = { offsetMs: Date.parse(now.time) - browser, speed: now.clock.speed, since: browser };
    if (now.changed.length > 0) changes.value += 1;
  });
  if (now.changed.some((part) => part !== 'clock' && part !== 'eventLog')) void readDetails();
}

async function readDetails(): Promise<void> {
  try {
    details.value = await call<LabDetails>('GET', '/api/lab');
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

/** A list with one more, or with another state of one that it has. */
function withNewest<Item extends { readonly id: string }>(list: readonly Item[], item: Item): readonly Item[] {
  const known = list.findLastIndex(({ id }) => id === item.id);
  return known >= 0 ? list.with(known, item) : [...list.slice(-kept + 1), item];
}
