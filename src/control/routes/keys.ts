import type { FastifyInstance } from 'fastify';
import type { ControlContext } from '../context.js';

/** The lab's public keys, and its time: what somebody else needs to check a token of the lab. */
export function keyRoutes(app: FastifyInstance, { publicKeys, clock }: ControlContext): void {
  app.get('/api/keys', async () => ({ time: new Date(clock.now()).toISOString(), ...publicKeys() }));
}
