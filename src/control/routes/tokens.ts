import type { FastifyInstance } from 'fastify';
import { type DecodedToken, decodeToken } from '../../evidence/decoded-token.js';
import { type ReadToken, readTokens } from '../../evidence/read-token.js';
import { reportReadToken } from '../../evidence/token-report/report-token.js';
import type { TokenReport } from '../../evidence/token-report/token-report.js';
import { keysOfJwks } from '../../evidence/token-report/verification-keys.js';
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
  properties: {
    token: { type: 'string', minLength: 1 },
    host: { type: 'string', minLength: 1 },
    scheme: { type: 'string', enum: ['https', 'http'] },
    time: { type: 'string' },
  },
} as const;

interface DecodeOrder {
  readonly token: string;
  readonly host?: string;
  readonly scheme?: 'https' | 'http';
  /** ISO 8601; the lab's time when left out. */
  readonly time?: string;
}

/** The first token in a text, and those behind it: as many as the program shows. */
export interface DecodeAnswer extends DecodedToken {
  readonly report: TokenReport;
  readonly further: readonly TokenReport[];
}

const mostTokens = 5;

/** Tokens made to measure, and tokens taken apart (design §2.4). */
export function tokenRoutes(app: FastifyInstance, context: ControlContext): void {
  app.post<{ Body: TokenOrder }>('/api/tokens', { schema: { body: orderSchema } }, async ({ body }) => {
    const token = context.issueToken(body);
    return { token, decoded: decodeToken(token) };
  });
  app.post<{ Body: DecodeOrder }>('/api/decode', { schema: { body: decodeSchema } }, async ({ body }) => {
    const { token, host, scheme, time } = body;
    const now = time === undefined ? context.clock.now() : Date.parse(time);
    if (Number.isNaN(now)) throw app.httpErrors.badRequest(`'${time}' is no time; write it as 2026-11-25T10:00:00Z.`);
    const [first, ...further] = [...readTokens(token)].slice(0, mostTokens);
    if (!first)
      throw app.httpErrors.badRequest(
        'There is no token in this text: three parts of base64url with dots between them, the first beginning with eyJ.',
      );
    const keys = keysOfJwks(JSON.stringify(context.publicKeys()), 'the lab');
    const report = (read: ReadToken) => reportReadToken(read, { now, host, scheme, keys: { keys, certain: false } });
    const answer: DecodeAnswer = {
      ...first.decoded,
      report: await report(first),
      further: await Promise.all(further.map(report)),
    };
    return answer;
  });
}
