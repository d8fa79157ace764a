import type { Cause } from '../cause.js';

export const tokenServiceRefuses: Cause = {
  id: 'token-service-refuses',
  title: 'The token service refuses the token request for another reason',
  part: 'token service',
  explanation:
    'The answer has a code of Entra that this catalogue has no entry for; its description says more than we could.',
  tellApart: ["Look the AADSTS number up in Microsoft's list of Entra authentication error codes."],
  fix: [
    {
      say: 'See which auth server and endpoint were asked.',
      command: 'Get-AuthServer | Format-List Name,Type,Enabled,Realm,TokenIssuingEndpoint',
    },
  ],
  sources: ['facts/oauth-outbound-admin §2 (UnableToGetTokenFromACS)'],
};
