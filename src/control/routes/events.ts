import type { FastifyInstance } from 'fastify';
import type { ControlContext } from '../context.js';
import { EventStream } from '../event-stream.js';
import { LiveEvents } from '../live-events.js';

const querySchema = { type: 'object', additionalProperties: false, properties: { after: { type: 'string' } } } as const;

/** Each costs memory and a share of every event; a browser opens one for each of its windows. */
const mostReaders = 100;

/** What happens in the lab, as server-sent events. A browser that connects again says itself what it has seen. */
export function eventRoutes(app: FastifyInstance, context: ControlContext): void {
  const events = new LiveEvents(context);
  app.addHook('preClose', async () => events.endAll());
  app.get<{ Querystring: { readonly after?: string } }>(
    '/api/events',
    { schema: { querystring: querySchema }, exposeHeadRoute: false },
    ({ query, headers }, reply) => {
      if (events.readers >= mostReaders) {
        reply.code(503).send(tooMany);
        return;
      }
      reply.hijack();
      const stream: EventStream = new EventStream(reply.raw, () => events.close(stream));
      events.open(stream, lastEventId(headers['last-event-id']) ?? query.after);
    },
  );
}

const tooMany = {
  error: {
    category: 'LimitsExceeded',
    message: `${mostReaders} readers follow the lab’s events already; close a window of the page, or another reader.`,
  },
};

function lastEventId(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' && header !== '' ? header : undefined;
}
