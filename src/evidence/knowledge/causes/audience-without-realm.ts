import type { Cause } from '../cause.js';

export const audienceWithoutRealm: Cause = {
  id: 'audience-without-realm',
  title: 'The audience of the token names no realm',
  part: 'client',
  explanation: 'The form is id/host@realm, and nothing stands behind the @.',
  tellApart: ['Decode the token and look at aud.'],
  fix: [
    {
      say: 'Have the client ask for a resource with its tenant behind the @.',
      command: 'npx exchange-oauth-lab decode',
    },
  ],
  sources: ['facts/oauth-inbound §1.3 (4001)'],
};
