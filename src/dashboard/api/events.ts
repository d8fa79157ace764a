import { signal } from '@preact/signals';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { authorization, errorOf, noteUnauthorized, tokenWanted } from './client.js';
import type { LabEvent } from './lab-event.js';
import { watchSilence } from './silence.js';

/** What the lab has against this page as a whole, in its words: that it came under a name that is not the lab's, above all. */
export const refusal = signal<string | undefined>(undefined);

/** Wait before the next try after a connection was lost, milliseconds. */
const retryMs = 1500;

/** The lab is heard every 15 seconds at least: a connection that is silent for so many milliseconds is dead. */
const mostSilenceMs = 40_000;

export interface EventReader {
  readonly onEvent: (event: LabEvent) => void;
  readonly onConnection: (state: 'live' | 'lost') => void;
}

interface Reading extends EventReader {
  /** The last event that was read; empty before the first. */
  lastId: string;
}

/**
 * Reads the lab's events for as long as the page is open, and connects again whenever the connection is lost, from the last
 * event that was read. It reads by fetch: the browser's EventSource can't send the token. A page that nobody sees lets go of
 * its connection: a browser has six per host, and each tab would hold one.
 */
export async function followEvents(reader: EventReader): Promise<never> {
  const reading: Reading = { ...reader, lastId: '' };
  for (;;) {
    await untilShown();
    if ((await readConnection(reading)) === 'hidden') continue;
    reader.onConnection('lost');
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

async function untilShown(): Promise<void> {
  while (document.hidden) {
    await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));
  }
}

/** Reads one connection to its end: until it is lost, or the page can't be seen any more. */
async function readConnection(reading: Reading): Promise<'hidden' | 'lost'> {
  const connection = new AbortController();
  let end: 'hidden' | 'lost' = 'lost';
  const onVisibility = () => {
    if (!document.hidden) return;
    end = 'hidden';
    connection.abort();
  };
  document.addEventListener('visibilitychange', onVisibility, { signal: connection.signal });
  const silence = watchSilence(mostSilenceMs, () => connection.abort());
  try {
    await readEvents(reading, connection.signal, silence.heard);
  } catch (error) {
    // A TypeError is fetch's word for a network that failed. The rest is no reason to stop, but somebody's mistake.
    if (!connection.signal.aborted && !(error instanceof TypeError)) console.error(error);
  } finally {
    silence.stop();
    connection.abort();
  }
  return end;
}

async function readEvents(reading: Reading, closing: AbortSignal, heard: () => void): Promise<void> {
  const after = reading.lastId === '' ? {} : { 'Last-Event-ID': reading.lastId };
  const sent = authorization();
  const response = await fetch('/api/events', { headers: { ...sent, ...after }, signal: closing });
  heard();
  noteUnauthorized(response.status, sent);
  if (response.status === 403) refusal.value = (await errorOf(response)).message;
  if (!response.ok || !response.body) return;
  refusal.value = undefined;
  tokenWanted.value = false;
  reading.onConnection('live');
  for await (const { id, event, data } of messages(response.body, heard)) {
    if (id) reading.lastId = id; // first: what can't be understood is not asked for again
    reading.onEvent({ name: event ?? 'message', data: JSON.parse(data) });
  }
}

function messages(body: ReadableStream<Uint8Array>, heard: () => void) {
  const listening = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      heard();
      controller.enqueue(bytes);
    },
  });
  const text = body
    .pipeThrough(listening)
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);
  return text.pipeThrough(new EventSourceParserStream());
}
