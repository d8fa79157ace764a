import type { Cause } from '../cause.js';

export const tokenLifetimeUnusable: Cause = {
  id: 'token-lifetime-unusable',
  title: 'The token has no expiry, or ends before it begins',
  part: 'client',
  explanation:
    'The library refuses it while it validates and Exchange passes its words on: Jwt10322 for a missing exp, Jwt10403 for nbf behind exp.',
  tellApart: ['Decode the token and look at nbf and exp.'],
  fix: [{ say: 'Correct the client that builds the token.', command: 'npx exchange-oauth-lab decode' }],
  sources: ['facts/oauth-inbound §1.3 (library text) and §1.4 (Lifetime)'],
};
