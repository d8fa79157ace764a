import type { Cause } from '../cause.js';

export const tokenClaimsWrong: Cause = {
  id: 'token-claims-wrong',
  title: 'A claim is missing in the token or has a value that Exchange does not take',
  part: 'client',
  explanation: 'The token came from a trusted place but does not say what this kind of token must say.',
  tellApart: [
    'The reason names the claim; without a reason Exchange met a missing value it did not expect, for instance no aud.',
  ],
  fix: [
    {
      say: "Decode the token and correct the client, or the application's registration, that leaves it out.",
      command: 'npx exchange-oauth-lab decode',
    },
  ],
  sources: ['facts/oauth-inbound §1.3 (2005, 2009, 2021) and §1.4'],
};
