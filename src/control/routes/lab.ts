import type { FastifyInstance } from 'fastify';
import type { ControlContext } from '../context.js';

/** Whether the lab is well, and what it is. */
export function labRoutes(app: FastifyInstance, context: ControlContext): void {
  app.get('/api/health', async (_request, reply) => {
    if (context.isHealthy()) return { status: 'ok' };
    return reply.code(503).send({ status: 'starting or stopping' });
  });
  app.get('/api/lab', async () => context.describe());
}
