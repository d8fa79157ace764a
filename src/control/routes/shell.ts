import type { FastifyInstance } from 'fastify';
import { longestScript } from '../../shell/captured-shell.js';
import type { Session } from '../../shell/cmdlet.js';
import type { ControlContext } from '../context.js';

interface ScriptCall {
  readonly script: string;
  readonly answers?: readonly string[];
  readonly session?: Session;
  readonly delegatedOrganization?: string;
  readonly server?: string;
}

const callSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['script'],
  properties: {
    script: { type: 'string', maxLength: longestScript },
    answers: { type: 'array', items: { type: 'string' }, maxItems: 1000 },
    session: { type: 'string', enum: ['OnPremises', 'Cloud'] },
    delegatedOrganization: { type: 'string' },
    server: { type: 'string' },
  },
} as const;

/** A script in a shell of its own, in one call; without files, and bounded. */
export function shellRoutes(app: FastifyInstance, context: ControlContext): void {
  app.post<{ Body: ScriptCall }>('/api/shell', { schema: { body: callSchema } }, async ({ body }) => {
    const { script, answers = [], session: connected = 'OnPremises', delegatedOrganization, server } = body;
    return context.runScript(script, answers, { connected, delegatedOrganization, server });
  });
}
