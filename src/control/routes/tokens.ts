import type { FastifyInstance } from 'fastify';
import { decodeToken, pastedToken } from '../../evidence/decoded-token.js';
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
    const decoded = decodeToken(pastedToken(body.token));
    if (decoded) return decoded;
    throw app.httpErrors.badRequest(
      'This is no compact JWT: three parts of base64url with dots between them, the first two JSON objects. Paste the whole token, without the line it stood in.',
    );
  });
}
