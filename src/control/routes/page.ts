import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { ControlContext } from '../context.js';

/** Where a build puts the page; the sources are three folders down in the same project. */
const root = fileURLToPath(new URL('../../../dist/dashboard/', import.meta.url));

/**
 * The dashboard, as static files: the page at the root, and all it needs below `/dashboard/`. It may run its own scripts and
 * ask its own origin, nothing else; of scripts that stand in it there is the import map, which is named by its digest.
 */
export function pageRoutes(app: FastifyInstance, _context: ControlContext): void {
  const headers = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' };
  app.register(serveStatic, {
    root,
    prefix: '/dashboard/',
    index: false,
    decorateReply: false,
    cacheControl: false, // a build changes it, and it comes from this machine
    setHeaders: (reply) => {
      for (const [name, value] of Object.entries(headers)) reply.header(name, value);
    },
  });
  let page: { readonly html: string; readonly policy: string } | undefined;
  app.get('/', async (_request, reply) => {
    page ??= readPage();
    return reply
      .type('text/html; charset=utf-8')
      .headers({ ...headers, 'Content-Security-Policy': page.policy, 'Cache-Control': 'no-cache' })
      .send(page.html);
  });
}

function readPage() {
  const html = readFileSync(join(root, 'index.html'), 'utf8');
  return { html, policy: policyFor(html) };
}

/** Nothing from elsewhere, no frame around it, no script but its own; `require-trusted-types-for` closes innerHTML. */
function policyFor(html: string): string {
  const inline = [...html.matchAll(/<script type="importmap">([\s\S]*?)<\/script>/g)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src 'self' ${inline.join(' ')}`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
