import { EventSourceParserStream } from 'eventsource-parser/stream';
import { authorization, tokenWanted } from './client.js';

export interface LabEvent {
  readonly name: string;
  readonly data: unknown;
}

/** Wait before the next try after a connection was lost, milliseconds. */
const retryMs = 1500;

export interface EventReader {
  readonly onEvent: (event: LabEvent) => void;
  readonly onConnection: (state: 'live' | 'lost') => void;
}

/**
 * Reads the lab's events for as long as the page is open, and connects again whenever the connection is lost, from the last
 * event that was read. It reads by fetch: the browser's EventSource can't send the token.
 */
export async function followEvents(reader: EventReader): Promise<never> {
  let lastId = '';
  const isRead = (id: string) => {
    lastId = id;
  };
  for (;;) {
    try {
      await readEvents(lastId, reader, isRead);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // a TypeError is fetch's word for a network that failed
    }
    reader.onConnection('lost');
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

/** Reads one connection to its end. */
async function readEvents(lastId: string, reader: EventReader, isRead: (id: string) => void): Promise<void> {
  const after = lastId === '' ? {} : { 'Last-Event-ID': lastId };
  const response = await fetch('/api/events', { headers: { ...authorization(), ...after } });
  if (response.status === 401) tokenWanted.value = true;
  if (!response.ok || !response.body) return;
  reader.onConnection('live');
  for await (const { id, event, data } of messages(response.body)) {
    if (id) isRead(id);
    reader.onEvent({ name: event ?? 'message', data: JSON.parse(data) });
  }
}

function messages(body: ReadableStream<Uint8Array>) {
  const text = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);
  return text.pipeThrough(new EventSourceParserStream());
}
