import { batch, signal } from '@preact/signals';
import type { LabStatus } from '../../control/lab-status.js';
import type { OutgoingCall } from '../../evidence/outgoing-call.js';
import type { TransactionSummary } from '../../evidence/transaction-summary.js';
import type { LabDetails } from '../../lab/description.js';
import { ApiError, call } from '../api/client.js';
import { followEvents } from '../api/events.js';
import type { LabEvent } from '../api/lab-event.js';
import { browserClock } from './browser-clock.js';
import { AskOrder, changedParts, mostKept, type Requests, withEvent, withEventsSince } from './merge.js';
import { onNextFrame } from './next-frame.js';

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

/** Events since the start of each read that is under way. */
const sinceReads = new Set<LabEvent[]>();
const wholeReads = new AskOrder();
const detailReads = new AskOrder();

/** Reads everything anew: at the start, and where events were missed. What events tell meanwhile is kept. */
export async function reload(): Promise<void> {
  const since: LabEvent[] = [];
  sinceReads.add(since);
  const [whole, detail] = [wholeReads.ask(), detailReads.ask()];
  try {
    const [lab, transactions, outgoingCalls] = await Promise.all([
      call<LabDetails>('GET', '/api/lab'),
      call<readonly TransactionSummary[]>('GET', `/api/transactions?view=summary&limit=${mostKept}`),
      call<readonly OutgoingCall[]>('GET', `/api/outgoing-calls?limit=${mostKept}`),
    ]);
    if (!wholeReads.isNewest(whole)) return;
    batch(() => {
      applyEvents();
      if (detailReads.isNewest(detail)) details.value = lab;
      setRequests(withEventsSince({ transactions, outgoingCalls }, since));
      changes.value += 1;
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error; // the lab has gone, or wants its token: both are shown already
  } finally {
    sinceReads.delete(since);
  }
}

/** Events that wait for the next frame, each with the browser's time when it came. */
let waiting: { readonly event: LabEvent; readonly cameAt: number }[] = [];

/** Under load there are more events than pictures. */
function take(event: LabEvent): void {
  for (const since of sinceReads) since.push(event);
  if (waiting.length === 0) onNextFrame(applyEvents);
  waiting.push({ event, cameAt: browserClock.now() });
}

function applyEvents(): void {
  const came = waiting;
  waiting = [];
  const events = came.map(({ event }) => event);
  const changed = changedParts(events);
  batch(() => {
    const requests = { transactions: transactions.value, outgoingCalls: outgoingCalls.value };
    setRequests(events.reduce(withEvent, requests));
    const told = came.findLast(({ event }) => event.name === 'lab');
    if (told) takeStatus(told.event.data as LabStatus, told.cameAt);
    if (changed.size > 0) changes.value += 1;
  });
  if (events.some(({ name }) => name === 'reset')) void reload();
  else if ([...changed].some((part) => part !== 'clock')) void readDetails();
}

function setRequests(requests: Requests): void {
  transactions.value = requests.transactions;
  outgoingCalls.value = requests.outgoingCalls;
}

function takeStatus(now: LabStatus, cameAt: number): void {
  status.value = now;
  labClock.value = { offsetMs: Date.parse(now.time) - cameAt, speed: now.clock.speed, since: cameAt };
}

async function readDetails(): Promise<void> {
  const number = detailReads.ask();
  try {
    const lab = await call<LabDetails>('GET', '/api/lab');
    if (detailReads.isNewest(number)) details.value = lab;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}
