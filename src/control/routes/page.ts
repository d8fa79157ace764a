import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { ControlContext } from '../context.js';

/** Where a build puts the page; the sources are three folders down in the same project. */
const built = fileURLToPath(new URL('../../../dist/', import.meta.url));

/** What a page loads, and the licences; what else a build leaves there is nobody's business. */
const served = /\.(?:js|css|svg|txt)$/;

/**
 * The dashboard, as static files: the page at the root, and all it needs below `/dashboard/`. It may run its own scripts and
 * ask its own origin, nothing else; of scripts that stand in it there is the import map, which is named by its digest.
 */
export function pageRoutes(app: FastifyInstance, _context: ControlContext): void {
  let page: Page | undefined;
  const read = (): Page => {
    page ??= readPage();
    return page;
  };
  app.register(serveStatic, {
    root: join(built, 'dashboard'),
    prefix: '/dashboard/',
    index: false,
    decorateReply: false,
    allowedPath: (path) => served.test(path),
    // A build changes the files, which come from this machine, and npm gives all of them the same date.
    cacheControl: false,
    etag: false,
    lastModified: false,
    setHeaders: (reply) => {
      for (const [name, value] of Object.entries(read().headers)) reply.header(name, value);
    },
  });
  app.get('/', async (_request, reply) => {
    const { html, headers } = read();
    return reply.type('text/html; charset=utf-8').headers(headers).send(html);
  });
}

interface Page {
  readonly html: string;
  /** Of the page, and of all that it loads. */
  readonly headers: Readonly<Record<string, string>>;
}

function readPage(): Page {
  const html = readFileSync(join(built, 'dashboard.html'), 'utf8');
  return {
    html,
    headers: {
      'Content-Security-Policy': policyFor(html),
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
    },
  };
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
