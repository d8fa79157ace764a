import type { FastifyInstance } from 'fastify';
import type { Session } from '../../shell/cmdlet.js';
import { helpOf, listedCmdlet } from '../../shell/cmdlet-help.js';
import { answersFrom } from '../../shell/interaction.js';
import type { GivenParameters } from '../../shell/parameter-binder.js';
import { cmdlets, findCmdlet } from '../../shell/registry.js';
import type { CmdletOutcome } from '../../shell/run-cmdlet.js';
import type { ControlContext } from '../context.js';

interface CmdletCall {
  readonly parameters?: GivenParameters;
  readonly answers?: readonly string[];
  readonly session?: Session;
  readonly delegatedOrganization?: string;
  readonly server?: string;
}

/** What a cmdlet said and did; dates are ISO 8601. */
export interface CmdletAnswer extends CmdletOutcome {
  readonly warnings: readonly string[];
  /** Where it ran. */
  readonly session: Session;
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

/** Every cmdlet, by its name (design §2.4), and what it takes, as Get-Help says it. */
export function cmdletRoutes(app: FastifyInstance, context: ControlContext): void {
  app.get('/api/cmdlets', async () => cmdlets.map(listedCmdlet));
  app.get<{ Params: { name: string } }>('/api/cmdlets/:name', async ({ params }) => helpOf(findCmdlet(params.name)));
  app.post<{ Params: { name: string }; Body: CmdletCall }>(
    '/api/cmdlets/:name',
    {
      schema: { body: callSchema },
      preValidation: async (request) => {
        if (request.body === undefined) request.body = {}; // a cmdlet without parameters needs no body
      },
    },
    async ({ params, body }): Promise<CmdletAnswer> => {
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
