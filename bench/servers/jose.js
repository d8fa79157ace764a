// What a careful program does with a token, and no more: Fastify, and jose to verify the actor token each time.
import { importX509, jwtVerify } from 'jose';
import { listenTwice } from './listen.js';

export async function start({ identity, target, contentType, body, signingCertificate, issuer, audience }) {
  const key = await importX509(signingCertificate, 'RS256');
  const expected = { algorithms: ['RS256'], issuer, audience };
  return listenTwice(identity, (app) => {
    app.addContentTypeParser('text/xml', { parseAs: 'string' }, (_request, text, done) => done(null, text));
    app.post(target, async (request, reply) => {
      const [, userContext] = request.headers.authorization.split('.', 2);
      const { actortoken } = JSON.parse(Buffer.from(userContext, 'base64url').toString());
      await jwtVerify(actortoken, key, expected);
      return reply.type(contentType).send(body);
    });
  });
}
