import { createSecureContext, type TlsOptions } from 'node:tls';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { endConnectionsOnClose } from '../network/open-connections.js';
import type { TlsIdentity } from '../network/tls.js';
import { httpSysPage, serverErrorPage } from './pages.js';
import { type LateTlsIdentity, SiteListener, type SiteServerOptions } from './site-listener.js';
import { HttpDate, refuseUnreadable, writeResponse } from './write.js';

/** Enough for http.sys's 16 KB and for seeing by how much a request is over it. */
const maxHeaderSize = 65_536;

/** http.sys's patience for a whole request (EntityBody, 120 seconds). */
const entityBodyTimeoutMs = 120_000;

/** The HTTP side of an IIS server: reads requests as values, writes answers as they stand, records each exchange once. */
export function createSiteServer(options: SiteServerOptions): FastifyInstance {
  const { tls } = options;
  const common = {
    logger: false,
    requestTimeout: entityBodyTimeoutMs,
    genReqId: () => options.random.uuid(),
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      const isUndecodable = (error as { code?: string }).code === 'FST_ERR_BAD_URL';
      if (!isUndecodable) options.onDefect(error);
      const page = isUndecodable ? httpSysPage('invalidUrl') : serverErrorPage(options.site.serverHeader());
      reply.hijack();
      writeResponse(reply.raw, page, new HttpDate(options.clock).toString());
    },
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 2048 },
  };
  const app = (
    tls
      ? Fastify({
          ...common,
          https: {
            ...identityOptions(tls),
            minVersion: 'TLSv1.2',
            requireHostHeader: false,
            maxHeaderSize,
          },
        })
      : Fastify({ ...common, http: { requireHostHeader: false, maxHeaderSize } })
  ) as FastifyInstance;
  endConnectionsOnClose(app);
  app.server.maxHeadersCount = 0; // Node would drop what comes behind the thousandth, unseen and uncounted
  new SiteListener(options, tls ? 'https' : 'http').attach(app);
  return app;
}

/** One that is made late is asked for by clients that name their server (SNI), as all do but those that dial an address. */
function identityOptions(tls: TlsIdentity | LateTlsIdentity): TlsOptions {
  if (typeof tls === 'object') return { key: tls.privateKey, cert: tls.certificate };
  return {
    SNICallback: (_name, done) => {
      tls().then(
        ({ certificate, privateKey }) => done(null, createSecureContext({ cert: certificate, key: privateKey })),
        (error: Error) => done(error),
      );
    },
  };
}
