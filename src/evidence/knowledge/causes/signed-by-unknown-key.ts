import type { Cause } from '../cause.js';

export const signedByUnknownKey: Cause = {
  id: 'signed-by-unknown-key',
  title: "The token is signed with a key that is not the auth server's",
  part: 'client',
  explanation:
    'The signature was checked against all certificates of the issuer and fits none: somebody else has made the token, it was changed on the way, or it carries no signature (alg none).',
  tellApart: [
    'Other requests at the same time are accepted: then the keys on-premises are right and this token is wrong.',
    'The header of the token: alg none, or an x5t that no document of the issuer ever named.',
  ],
  fix: [
    {
      say: 'Find out who sends it: client address and user agent in the IIS log. Decode the token.',
      command: 'npx exchange-oauth-lab decode',
    },
    { say: 'A client of your own asks the token service for its tokens and passes them on as they are.' },
  ],
  sources: ['facts/oauth-inbound §1.3 (1001) and §1.4 (Signature)'],
};
