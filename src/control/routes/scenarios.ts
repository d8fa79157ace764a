import type { FastifyInstance } from 'fastify';
import type { ControlContext } from '../context.js';

/** Failures to switch on, and the way back to healthy (design §2.4). */
export function scenarioRoutes(app: FastifyInstance, { scenarios }: ControlContext): void {
  app.get('/api/scenarios', async () => scenarios.list());
  app.post<{ Params: { id: string } }>('/api/scenarios/:id/activate', async ({ params }) =>
    scenarios.activate(params.id),
  );
  app.post<{ Params: { id: string } }>('/api/scenarios/:id/run', async ({ params }) => scenarios.run(params.id));
  app.post<{ Params: { id: string } }>('/api/scenarios/:id/mend', async ({ params }) => scenarios.mend(params.id));
  app.post<{ Params: { id: string } }>('/api/scenarios/:id/verify', async ({ params }) => scenarios.verify(params.id));
  app.post('/api/scenarios/reset', async () => scenarios.reset());
}
