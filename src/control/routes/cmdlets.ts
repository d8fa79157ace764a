import type { FastifyInstance } from 'fastify';
import type { Session } from '../../shell/cmdlet.js';
import type { GivenParameters } from '../../shell/parameter-binder.js';
import type { ControlContext } from '../context.js';

interface CmdletCall {
  readonly parameters?: GivenParameters;
  readonly answers?: readonly string[];
  readonly session?: Session;
  readonly delegatedOrganization?: string;
}

const callSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    parameters: { type: 'object', additionalProperties: true },
    // No cmdlet of the lab asks anything yet; the place for the answers is there (design §2.4).
    answers: { type: 'array', items: { type: 'string' } },
    session: { type: 'string', enum: ['OnPremises', 'Cloud'] },
    delegatedOrganization: { type: 'string' },
  },
} as const;

/** Every cmdlet, by its name (design §2.4). */
export function cmdletRoutes(app: FastifyInstance, context: ControlContext): void {
  app.post<{ Params: { name: string }; Body: CmdletCall }>(
    '/api/cmdlets/:name',
    {
      schema: { body: callSchema },
      preValidation: async (request) => {
        if (request.body === undefined) request.body = {}; // a cmdlet without parameters needs no body
      },
    },
    async ({ params, body }) => {
      const { session, delegatedOrganization } = body;
      const outcome = await context.runCmdlet(params.name, body.parameters ?? {}, { session, delegatedOrganization });
      return {
        output: outcome.output,
        text: outcome.text,
        table: outcome.table,
        warnings: outcome.warnings ?? [],
        session: outcome.session,
        ...(outcome.transactionIds ? { transactionIds: outcome.transactionIds } : {}),
      };
    },
  );
}
