// The yardstick: Fastify as it comes, which takes the same POST and gives the same body.
import { listenTwice } from './listen.js';

export function start({ identity, target, contentType, body }) {
  return listenTwice(identity, (app) => {
    app.addContentTypeParser('text/xml', { parseAs: 'string' }, (_request, text, done) => done(null, text));
    app.post(target, (_request, reply) => reply.type(contentType).send(body));
  });
}
