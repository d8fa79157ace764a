import type { FastifyInstance } from 'fastify';
import type { MysteryOrder } from '../../scenarios/mystery/begin.js';
import { listCauses } from '../../scenarios/mystery/near-causes.js';
import { mostFaults } from '../../scenarios/mystery/pick-faults.js';
import { mysteryDifficulties } from '../../scenarios/mystery/record.js';
import { mysteryReportCsv } from '../../scenarios/mystery/report-csv.js';
import { mysteryReportHtml, reportPolicy } from '../../scenarios/mystery/report-html.js';
import type { ControlContext } from '../context.js';

const orderSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    seed: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
    difficulty: { type: 'string', enum: mysteryDifficulties },
    count: { type: 'integer', minimum: 1, maximum: mostFaults },
    student: { type: 'string', maxLength: 100 },
  },
} as const;

const answerSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['causes'],
  properties: {
    causes: { type: 'array', minItems: 1, maxItems: mostFaults, items: { type: 'string', maxLength: 100 } },
  },
} as const;

const reportSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { format: { type: 'string', enum: ['json', 'csv', 'html'] } },
} as const;

/** Mysteries: a lab is broken, and nobody says how (docs/mystery.md). */
export function mysteryRoutes(app: FastifyInstance, { mystery }: ControlContext): void {
  app.post<{ Body: MysteryOrder }>(
    '/api/mystery',
    {
      schema: { body: orderSchema },
      preValidation: async (request) => {
        if (request.body === undefined) request.body = {}; // any mystery needs no body
      },
    },
    async ({ body }) => mystery.start(body),
  );
  app.get('/api/mystery', async () => mystery.current());
  app.post('/api/mystery/hint', async () => mystery.hint());
  app.post<{ Body: { causes: readonly string[] } }>(
    '/api/mystery/answer',
    { schema: { body: answerSchema } },
    async ({ body }) => mystery.answer(body.causes),
  );
  app.post('/api/mystery/verify', async () => mystery.verify());
  app.delete('/api/mystery', async () => mystery.giveUp());
  app.get('/api/mysteries', async () => mystery.list());
  app.get<{ Querystring: { format?: 'json' | 'csv' | 'html' } }>(
    '/api/mysteries/report',
    { schema: { querystring: reportSchema } },
    async ({ query: { format = 'json' } }, reply) => {
      const report = await mystery.report();
      if (format === 'json') return report;
      if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(mysteryReportCsv(report));
      reply.header('Content-Security-Policy', reportPolicy).header('X-Content-Type-Options', 'nosniff');
      return reply.type('text/html; charset=utf-8').send(mysteryReportHtml(report));
    },
  );
  app.get('/api/causes', async () => listCauses());
}
