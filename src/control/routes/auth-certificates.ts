import type { FastifyInstance } from 'fastify';
import type { ControlContext } from '../context.js';

/** The auth certificates in time, what each side knows of them, and what may be done next. */
export function authCertificateRoutes(app: FastifyInstance, context: ControlContext): void {
  app.get('/api/auth-certificates', async () => context.authCertificates());
}
