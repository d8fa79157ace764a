import type { Cause } from '../cause.js';

export const userContextOfOtherApplication: Cause = {
  id: 'user-context-of-other-application',
  title: 'The user context was made by another application than the actor token is for',
  part: 'client',
  explanation:
    "The issuer id of the outer token must be the application that the actor token speaks for. (Exchange's sentence crosses its two values.)",
  tellApart: ['iss of the outer token against nameid of the actor token.'],
  fix: [{ say: 'Correct the client that joins the two tokens.', command: 'npx exchange-oauth-lab decode' }],
  sources: ['facts/oauth-inbound §1.3 (2015) and §1.4 step 7'],
};
