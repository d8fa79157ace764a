import type { Cause } from '../cause.js';

export const issuerFormWrong: Cause = {
  id: 'issuer-form-wrong',
  title: 'The issuer of the token is missing or not of the form Exchange reads',
  part: 'client',
  explanation:
    'Server-to-server tokens name their issuer as id@realm, modern authentication as an absolute URL. A missing one, or one of another form, is refused before trust is looked at.',
  tellApart: ['Decode the token and look at iss, of the outer token and of the actor token.'],
  fix: [{ say: 'Correct the client that builds the token.', command: 'npx exchange-oauth-lab decode' }],
  sources: ['facts/oauth-inbound §1.3 (2003, 2006, 2007) and §1.4'],
};
