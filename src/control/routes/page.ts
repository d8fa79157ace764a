import type { FastifyInstance } from 'fastify';
import type { ControlContext } from '../context.js';

/** The first page: what the API has. The dashboard will stand here. */
const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>exchange-oauth-lab</title></head>
<body>
<main>
<h1>exchange-oauth-lab</h1>
<p>The lab is running. This is its control API:</p>
<ul>
<li><a href="/api/health">/api/health</a>: does everything answer?</li>
<li><a href="/api/lab">/api/lab</a>: addresses, organisation, tenants, mailboxes</li>
<li><a href="/api/scenarios">/api/scenarios</a>: failures to switch on</li>
<li><a href="/api/transactions">/api/transactions</a>: what was asked and answered, with every step of the judgement</li>
</ul>
</main>
</body>
</html>
`;

/** The page at the root, closed to scripts, frames and anything from elsewhere. */
export function pageRoutes(app: FastifyInstance, _context: ControlContext): void {
  app.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header(
        'Content-Security-Policy',
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      )
      .header('X-Content-Type-Options', 'nosniff')
      .send(page),
  );
}
