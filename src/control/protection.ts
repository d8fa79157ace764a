import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ControlAccess } from './context.js';

const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What any page may see: it tells nothing and changes nothing. */
const open: ReadonlySet<string> = new Set(['/api/health']);

/** The page and what it is made of: the same for every lab. A browser can't send the token with a first request. */
const isPage = (path: string): boolean => path === '/' || path.startsWith('/dashboard/');

/**
 * Keeps web pages of other origins and rebound DNS names away from what can change the lab, and asks for the token where
 * the API is reachable from elsewhere (design §2.4).
 */
export function protect(app: FastifyInstance, access: ControlAccess): void {
  const hosts = new Set([...loopbackHosts, ...access.allowedHosts.map((host) => host.toLowerCase())]);
  app.addHook('onRequest', async (request) => {
    const path = request.raw.url?.split('?', 1)[0] ?? '/';
    if (isPage(path)) return;
    if (access.token !== undefined && !bearsToken(request, access.token)) {
      throw app.httpErrors.unauthorized(
        'This call needs the lab’s token: send "Authorization: Bearer <token>" with the token printed at the start, or kept in control-token in the data directory.',
      );
    }
    if (open.has(path)) return;
    checkHost(app, request, hosts);
    checkOrigin(app, request);
    checkSite(app, request);
  });
}

function checkHost(app: FastifyInstance, request: FastifyRequest, hosts: ReadonlySet<string>): void {
  const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
  if (hosts.has(host)) return;
  throw app.httpErrors.forbidden(
    `The control API does not answer to the Host '${host}'. Call it as 127.0.0.1 or localhost, or start the lab with --control-allowed-host ${host || 'NAME'}.`,
  );
}

function checkOrigin(app: FastifyInstance, request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (origin === undefined || origin.toLowerCase() === `http://${(host ?? '').toLowerCase()}`) return;
  throw app.httpErrors.forbidden(
    `A page of the origin '${origin}' may not call the control API; open the lab's own page instead.`,
  );
}

/** Browsers say it of requests that bear no Origin too, such as images, scripts and links. */
function checkSite(app: FastifyInstance, request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== 'cross-site' && site !== 'same-site') return;
  throw app.httpErrors.forbidden(
    `A page from elsewhere (Sec-Fetch-Site: ${site}) may not call the control API; open the lab's own page, or type the address yourself.`,
  );
}

function bearsToken(request: FastifyRequest, token: string): boolean {
  const given = /^Bearer\s+(.*)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
