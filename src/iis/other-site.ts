import { normalizedPath, type WireResponse } from '../protocol/wire.js';
import { notFoundPage } from './pages.js';
import type { Site } from './site.js';

const serverHeader = 'Microsoft-IIS/10.0';

const welcomePage: WireResponse = {
  status: 200,
  headers: [
    ['Content-Type', 'text/html'],
    ['Server', serverHeader],
    ['X-Powered-By', 'ASP.NET'],
  ],
  body: '<!DOCTYPE html>\r\n<html><head><title>Welcome</title></head><body><h1>Welcome</h1><p>This web server is up. It is no Exchange server.</p></body></html>\r\n',
};

/** A web server that is no Exchange: the default site of a bare IIS, for a name that leads to the wrong machine. */
export const otherSite: Site = {
  side: 'OnPremises',
  server: 'WEB01',
  serverHeader: () => serverHeader,
  missingHost: 'judge',
  publicPorts: [],
  receive: (request) => ({
    response: normalizedPath(request.target) === '/' ? welcomePage : notFoundPage(serverHeader),
  }),
};
