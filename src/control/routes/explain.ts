import type { FastifyInstance } from 'fastify';
import { explain } from '../../evidence/explain/explain.js';

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['text'],
  properties: { text: { type: 'string', minLength: 1 } },
} as const;

/** What pasted evidence means (design §2.4); text that nothing is known of is an answer, too: its verdict is `unknown`. */
export function explainRoutes(app: FastifyInstance): void {
  app.post<{ Body: { text: string } }>('/api/explain', { schema: { body: schema } }, async ({ body }) =>
    explain(body.text),
  );
}
