import type { Cause } from '../cause.js';

export const tenantClaimWrong: Cause = {
  id: 'tenant-claim-wrong',
  title: 'The tid claim is missing, or stands where it must not',
  part: 'client',
  explanation:
    "Tokens of modern authentication name their tenant in tid; on-premises a missing one is fine, so the refusal is Exchange Online's.",
  tellApart: ['Decode the token and look at tid.'],
  fix: [
    {
      say: 'Ask the endpoint of the tenant, not a common one, for the token.',
      command: 'npx exchange-oauth-lab decode',
    },
  ],
  sources: ['facts/oauth-inbound §1.3 (5003, 5004) and §1.4 (Organization)'],
};
