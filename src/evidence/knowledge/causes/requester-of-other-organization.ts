import type { Cause } from '../cause.js';

export const requesterOfOtherOrganization: Cause = {
  id: 'requester-of-other-organization',
  title: 'The request comes from another organisation than the connection is for',
  part: 'web service',
  explanation: 'Cross-organisation requests are taken for the organisations of the relationship only.',
  tellApart: [
    '"The cross-organization request for mailbox … is not allowed because the requester is from a different organization" (LID 39660)',
  ],
  fix: [{ say: "Have the requester use the address of the tenant's onmicrosoft.com domain." }],
  sources: ['facts/oauth-outbound-admin §1.8 (LID 39660) and §6.2 E12'],
};
