// Fastify that signs a token for every form it gets, and looks at nothing: the price of RSA-2048.
import { createPrivateKey, sign } from 'node:crypto';
import { listenTwice } from './listen.js';

export function start({ identity, target, signingKey, header, claims, answer }) {
  const key = createPrivateKey(signingKey);
  return listenTwice(identity, (app) => {
    app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) =>
      done(null, text),
    );
    app.post(target, (_request, reply) => {
      const input = `${encode(header)}.${encode({ ...claims, iat: Math.floor(Date.now() / 1000) })}`;
      const signature = sign('sha256', Buffer.from(input), key).toString('base64url');
      reply
        .type('application/json; charset=utf-8')
        .send(JSON.stringify({ ...answer, access_token: `${input}.${signature}` }));
    });
  });
}

function encode(value) {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
