import type { FastifyInstance } from 'fastify';
import type { ControlContext } from '../context.js';

interface Named {
  readonly Params: { readonly id: string };
}

/** Failures to switch on, look at and mend, and the way back to healthy (design §2.4). */
export function scenarioRoutes(app: FastifyInstance, { scenarios }: ControlContext): void {
  app.get('/api/scenarios', async () => scenarios.list());
  app.get<Named>('/api/scenarios/:id', async ({ params }) => scenarios.show(params.id));
  app.get<{ Params: { id: string; number: string } }>(
    '/api/scenarios/:id/hints/:number',
    async ({ params: { id, number: text } }) => {
      const number = /^\d$/.test(text) ? Number(text) : 0;
      return { id, number, of: 3, hint: scenarios.hint(id, number) };
    },
  );
  app.get<Named>('/api/scenarios/:id/explanation', async ({ params }) => scenarios.explain(params.id));
  app.post<Named>('/api/scenarios/:id/activate', async ({ params }) => scenarios.activate(params.id));
  app.post<Named>('/api/scenarios/:id/mend', async ({ params }) => scenarios.mend(params.id));
  app.post<Named>('/api/scenarios/:id/verify', async ({ params }) => scenarios.verify(params.id));
  app.post<Named>('/api/scenarios/:id/run', async ({ params }) => scenarios.run(params.id));
  app.post('/api/scenarios/reset', async () => scenarios.reset());
}
