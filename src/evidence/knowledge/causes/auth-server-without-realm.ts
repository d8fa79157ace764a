import { acsHost, acsMetadataPath } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const authServerWithoutRealm: Cause = {
  id: 'auth-server-without-realm',
  title: 'The auth server has no realm',
  part: 'client',
  explanation: "Exchange takes the tenant from the auth server's realm; without one it can't ask for a token.",
  tellApart: ['"The matched Auth Server \'…\' has an empty realm."'],
  fix: [
    { say: 'Read its metadata again.', command: 'Set-AuthServer "<auth server>" -RefreshAuthMetadata' },
    {
      say: 'Or create it anew.',
      command: `New-AuthServer -Name "ACS - <tenant id>" -AuthMetadataUrl "https://${acsHost}${acsMetadataPath('<tenant id>')}"`,
    },
  ],
  sources: ['facts/oauth-outbound-admin §2 (MissingRealmInAuthServer) and §6.2 C05'],
};
