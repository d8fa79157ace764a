import { EventSourceParserStream } from 'eventsource-parser/stream';
import { authorization, tokenWanted } from './client.js';

export interface LabEvent {
  readonly name: string;
  readonly data: unknown;
}

/** Wait before the next try after a connection was lost, milliseconds. */
const retryMs = 1500;

/**
 * Reads the lab's events for as long as the page is open, and connects again whenever the connection is lost, from the last
 * event that was read. It reads by fetch: the browser's EventSource can't send the token.
 */
export async function followEvents(reader: {
  readonly onEvent: (event: LabEvent) => void;
  readonly onConnection: (state: 'live' | 'lost') => void;
}): Promise<never> {
  let lastId = '';
  for (;;) {
    try {
      const response = await fetch('/api/events', {
        headers: { ...authorization(), ...(lastId === '' ? {} : { 'Last-Event-ID': lastId }) },
      });
      if (response.status === 401) tokenWanted.value = true;
      if (response.ok && response.body) {
        reader.onConnection('live');
        for await (const event of messages(response.body)) {
          if (event.id) lastId = event.id;
          reader.onEvent({ name: event.event ?? 'message', data: JSON.parse(event.data) });
        }
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // a TypeError is fetch's word for a network that failed
    }
    reader.onConnection('lost');
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}

function messages(body: ReadableStream<Uint8Array>) {
  const text = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>);
  return text.pipeThrough(new EventSourceParserStream());
}
