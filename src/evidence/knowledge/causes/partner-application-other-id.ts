import type { Cause } from '../cause.js';

export const partnerApplicationOtherId: Cause = {
  id: 'partner-application-other-id',
  title: 'The token speaks for another application than its issuer',
  part: 'client',
  explanation: 'A partner that issues its own tokens must name itself in nameid.',
  tellApart: ['2000006 with Expected and Actual: two application ids.'],
  fix: [
    {
      say: "Compare with the partner's settings.",
      command: 'Get-PartnerApplication | Format-List Name,ApplicationIdentifier,Realm,IssuerIdentifier,UseAuthServer',
    },
  ],
  sources: ['facts/oauth-inbound §1.3 (7002) and §1.4 (Application)'],
};
