import type { Cause } from '../cause.js';

export const realmsDiffer: Cause = {
  id: 'realms-differ',
  title: 'Realms in the token do not belong together',
  part: 'client',
  explanation:
    'Audience, issuer, nameid and the outer token must name the same tenant, or realms of the same organisation.',
  tellApart: ['Compare what stands behind @ in aud, iss and nameid of both tokens.'],
  fix: [
    {
      say: 'A caller of two tenants asks each for its own token. Where a partner application has a realm set, compare.',
      command: 'Get-PartnerApplication | Format-List Name,ApplicationIdentifier,Realm,UseAuthServer',
    },
  ],
  sources: ['facts/oauth-inbound §1.3 (2011, 2016, 2017) and §1.4'],
};
