import Fastify from 'fastify';

/** Opens the same Fastify over HTTP and over TLS, on free ports: what a plain program would do. */
export async function listenTwice(identity, define) {
  const http = Fastify();
  const tls = Fastify({ https: { key: identity.privateKey, cert: identity.certificate } });
  return { http: await open(http, define), tls: await open(tls, define) };
}

async function open(app, define) {
  define(app);
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app.server.address().port;
}
