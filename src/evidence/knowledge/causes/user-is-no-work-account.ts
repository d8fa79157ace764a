import type { Cause } from '../cause.js';

export const userIsNoWorkAccount: Cause = {
  id: 'user-is-no-work-account',
  title: 'The PUID in the token is not that of a work account',
  part: 'user lookup',
  explanation: 'Only Exchange Online looks at that.',
  tellApart: ['The refusal came from Exchange Online.'],
  fix: [{ say: "Sign in with the organisation's account." }],
  sources: ['facts/oauth-inbound §1.3 (6005)'],
};
