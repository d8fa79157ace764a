import type { FastifyInstance } from 'fastify';
import { decodeToken } from '../../evidence/decoded-token.js';
import { readToken } from '../../evidence/read-token.js';
import { signers } from '../../tokens/token-keys.js';
import { type TokenOrder, tokenKinds } from '../../tokens/token-order.js';
import type { ControlContext } from '../context.js';

const claims = { type: 'object', additionalProperties: true } as const;

const orderSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['kind'],
  properties: {
    kind: { type: 'string', enum: tokenKinds },
    tenant: { type: 'string' },
    host: { type: 'string' },
    mailbox: { type: 'string' },
    claims,
    header: claims,
    actorClaims: claims,
    actorHeader: claims,
    signWith: { type: 'string', enum: signers },
  },
} as const;

const decodeSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['token'],
  properties: { token: { type: 'string', minLength: 1 } },
} as const;

/** Tokens made to measure, and tokens taken apart (design §2.4). */
export function tokenRoutes(app: FastifyInstance, context: ControlContext): void {
  app.post<{ Body: TokenOrder }>('/api/tokens', { schema: { body: orderSchema } }, async ({ body }) => {
    const token = context.issueToken(body);
    return { token, decoded: decodeToken(token) };
  });
  app.post<{ Body: { token: string } }>('/api/decode', { schema: { body: decodeSchema } }, async ({ body }) => {
    const read = readToken(body.token);
    if (read) return read.decoded;
    throw app.httpErrors.badRequest(
      'There is no token in this text: three parts of base64url with dots between them, the first beginning with eyJ.',
    );
  });
}
