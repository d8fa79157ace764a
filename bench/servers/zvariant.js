import Fastify from 'fastify';
import { randomUUID } from 'node:crypto';
import { endConnectionsOnClose } from '../../dist/network/open-connections.js';
import { readRequest } from '../../dist/iis/request.js';
import { writeResponse } from '../../dist/iis/write.js';
const headers = [['Server','Microsoft-IIS/10.0'],['request-id','a'],['X-FEServer','EX01'],['WWW-Authenticate','Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@6f5a3c1e-8d27-4b90-a1c4-52e9d07b3f68", token_types="app_asserted_user_v1 service_asserted_app_v1"'],['WWW-Authenticate','Negotiate'],['WWW-Authenticate','NTLM'],['X-Powered-By','ASP.NET']];
export async function start({ v }) {
  const f = new Set(v.split(','));
  const app = Fastify(f.has('opts') ? { logger: false, requestTimeout: 120000, genReqId: () => randomUUID(), routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 2048 }, http: { requireHostHeader: false, maxHeaderSize: 65536 } } : {});
  if (f.has('end')) endConnectionsOnClose(app);
  if (f.has('max')) app.server.maxHeadersCount = 0;
  app.addContentTypeParser('text/xml', { parseAs: 'string' }, (_r, text, done) => done(null, text));
  const clock = { now: () => Date.now() };
  if (f.has('hook')) {
    app.addHook('onRequest', (incoming, reply, _go) => {
      reply.hijack();
      if (f.has('read')) readRequest(incoming.raw, 'http');
      if (f.has('write')) writeResponse(reply.raw, { status: 401, headers, body: '' }, clock);
      else { reply.raw.writeHead(401, ['Content-Length', '0']); reply.raw.end(); }
    });
    app.all('/*', () => {});
  } else app.post('/ews/Exchange.asmx', (_r, reply) => { reply.code(401).type('text/xml').send(''); });
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { http: app.server.address().port };
}
