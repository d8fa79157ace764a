import type { Cause } from '../cause.js';

export const tokenStructureWrong: Cause = {
  id: 'token-structure-wrong',
  title: 'The token is built the wrong way round: outer part signed, or actor token unsigned',
  part: 'client',
  explanation:
    'For a call in the name of a user Exchange wants an unsigned outer token and in it a signed actor token.',
  tellApart: ['alg of the two headers: outer none, inner RS256.'],
  fix: [{ say: 'Correct the client that builds the token.', command: 'npx exchange-oauth-lab decode' }],
  sources: ['facts/oauth-inbound §1.3 (2001, 2002) and §1.4 step 5'],
};
