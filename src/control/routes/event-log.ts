import type { FastifyInstance } from 'fastify';
import { type EventLogEntry, type EventLogName, eventLogNames } from '../../evidence/event-log.js';
import type { ControlContext } from '../context.js';

interface EventLogQuery {
  readonly log?: EventLogName;
  readonly after?: string;
  readonly limit?: string;
}

const defaultLimit = 100;

const number = { type: 'string', pattern: '^\\d{1,15}$' } as const;

const querySchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    log: { type: 'string', enum: eventLogNames },
    after: number,
    limit: { type: 'string', pattern: '^[1-9]\\d{0,5}$' },
  },
} as const;

/** The event logs of the on-premises servers, oldest first; `after` is the index that the caller has seen last. */
export function eventLogRoutes(app: FastifyInstance, { eventLog }: ControlContext): void {
  const schema = { querystring: querySchema };
  app.get<{ Querystring: EventLogQuery }>('/api/event-log', { schema }, async ({ query }) => {
    const { log = 'Application', after, limit = defaultLimit } = query;
    const entries = eventLog.list(log).toReversed();
    const wanted =
      after === undefined
        ? entries.slice(-Number(limit))
        : entries.filter(({ index }) => index > Number(after)).slice(0, Number(limit));
    return wanted.map(withDate);
  });
}

function withDate(entry: EventLogEntry) {
  return { ...entry, time: new Date(entry.time).toISOString() };
}
