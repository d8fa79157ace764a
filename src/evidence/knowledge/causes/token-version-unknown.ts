import type { Cause } from '../cause.js';

export const tokenVersionUnknown: Cause = {
  id: 'token-version-unknown',
  title: 'The token is of a version Exchange does not know',
  part: 'client',
  explanation:
    'ver decides how Exchange reads a token: 1.0, its own, or none. Any other, such as an Entra v2.0 token, ends as "An unexpected error occurred."',
  tellApart: ['ver of the token is 2.0.'],
  fix: [
    {
      say: 'Have the application registered for v1.0 access tokens (accessTokenAcceptedVersion), or ask the v1 endpoint.',
      command: 'npx exchange-oauth-lab decode',
    },
  ],
  sources: ['facts/oauth-inbound §1.4 step 5'],
};
