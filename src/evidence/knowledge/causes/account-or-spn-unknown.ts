import { exchangeApplicationId } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const accountOrSpnUnknown: Cause = {
  id: 'account-or-spn-unknown',
  title: 'The account is not synchronised, or the published name is missing at the service principal',
  part: 'user lookup',
  explanation:
    'KB 3090197 names both for a plain 401 of Test-OAuthConnectivity. A missing name matters for modern authentication; the test itself was seen to succeed without it.',
  tellApart: ['401 without more; a synchronised user succeeds where the account was it.'],
  fix: [
    {
      say: 'Test with a synchronised user.',
      command: 'Test-OAuthConnectivity -Service EWS -TargetUri https://<host> -Mailbox <mailbox> | Format-List',
    },
    {
      say: 'See the names in Entra.',
      command: `Get-MgServicePrincipal -Filter "appId eq '${exchangeApplicationId}'" | Select-Object -ExpandProperty ServicePrincipalNames`,
    },
  ],
  sources: ['facts/oauth-outbound-admin §1.8 F26 and §6.2 B05', 'Microsoft KB 3090197'],
};
