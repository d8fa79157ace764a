import type { FastifyInstance } from 'fastify';
import type { ControlContext } from '../context.js';

interface CallQuery {
  readonly limit?: string;
  readonly after?: string;
}

const defaultLimit = 100;

const querySchema = {
  type: 'object',
  additionalProperties: false,
  properties: { limit: { type: 'string', pattern: '^[1-9]\\d{0,5}$' }, after: { type: 'string' } },
} as const;

/** What the lab's own clients have asked, seen from their side. */
export function outgoingCallRoutes(app: FastifyInstance, { outgoingCalls }: ControlContext): void {
  const schema = { querystring: querySchema };
  app.get<{ Querystring: CallQuery }>('/api/outgoing-calls', { schema }, async ({ query }) => {
    const { after, limit = defaultLimit } = query;
    if (after !== undefined && !outgoingCalls.find(after)) {
      throw app.httpErrors.notFound(`There is no outgoing call '${after}' in memory; it holds the latest ones only.`);
    }
    return outgoingCalls.list({ after, limit: Number(limit) });
  });
}
