import type { FastifyInstance } from 'fastify';
import type { ControlContext } from '../context.js';

/** The servers' log files, as they are on disk. */
export function logRoutes(app: FastifyInstance, context: ControlContext): void {
  app.get('/api/logs', async () =>
    (await context.logs.list()).map(({ path, bytes, modified }) => ({
      path,
      bytes,
      modified: new Date(modified).toISOString(),
    })),
  );
  app.get<{ Params: { '*': string } }>('/api/logs/*', async ({ params }, reply) => {
    const path = params['*'];
    const content = await context.logs.read(path);
    if (content === undefined) {
      throw app.httpErrors.notFound(`There is no log file '${path}'; GET /api/logs lists those that are there.`);
    }
    return reply.type('text/plain; charset=utf-8').send(content);
  });
}
