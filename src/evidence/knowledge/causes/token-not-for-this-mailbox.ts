import type { Cause } from '../cause.js';

export const tokenNotForThisMailbox: Cause = {
  id: 'token-not-for-this-mailbox',
  title: 'The call goes to another mailbox, item or method than the token is for',
  part: 'client',
  explanation: 'Some tokens are good for one mailbox, one item or some methods only.',
  tellApart: ['The reason names what does not fit.'],
  fix: [{ say: 'Call for the mailbox in the token, or ask for a token for this one.' }],
  sources: ['facts/oauth-inbound §1.3 (9007 and the EWS texts)'],
};
