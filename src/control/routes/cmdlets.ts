import type { FastifyInstance } from 'fastify';
import type { Session } from '../../shell/cmdlet.js';
import { answersFrom } from '../../shell/interaction.js';
import type { GivenParameters } from '../../shell/parameter-binder.js';
import type { ControlContext } from '../context.js';

interface CmdletCall {
  readonly parameters?: GivenParameters;
  readonly answers?: readonly string[];
  readonly session?: Session;
  readonly delegatedOrganization?: string;
  readonly server?: string;
}

const callSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    parameters: { type: 'object', additionalProperties: true },
    answers: { type: 'array', items: { type: 'string' } },
    session: { type: 'string', enum: ['OnPremises', 'Cloud'] },
    delegatedOrganization: { type: 'string' },
    server: { type: 'string' },
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
      const { session, delegatedOrganization, server } = body;
      const request = { session, delegatedOrganization, server };
      const answers = answersFrom(body.answers ?? []);
      const outcome = await context.runCmdlet(params.name, body.parameters ?? {}, request, answers);
      return {
        output: outcome.output,
        ...(outcome.values ? { values: outcome.values } : {}),
        text: outcome.text,
        list: outcome.list,
        table: outcome.table,
        warnings: outcome.warnings ?? [],
        ...(outcome.host ? { host: outcome.host } : {}),
        session: outcome.session,
        ...(outcome.transactionIds ? { transactionIds: outcome.transactionIds } : {}),
      };
    },
  );
}
