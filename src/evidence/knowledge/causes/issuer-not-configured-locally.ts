import { acsHost, acsMetadataPath } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const issuerNotConfiguredLocally: Cause = {
  id: 'issuer-not-configured-locally',
  title: 'No local auth server fits an issuer that the other side trusts',
  part: 'client',
  explanation:
    'The challenge names the issuers the other side takes; none of them belongs to an enabled auth server here. The auth server is disabled or removed, or it is that of another cloud: 21Vianet (China) and the US government clouds have issuers and hosts of their own.',
  tellApart: [
    '"None of them are configured locally." quotes the other side\'s issuers; the log lines above say which auth servers were looked at ("does NOT include").',
    'Is the id before @ another one than that of the local auth server, it is another cloud; is it the same and no auth server is listed, it is disabled.',
  ],
  fix: [
    {
      say: 'Compare.',
      command: 'Get-AuthServer | Format-List Name,Type,IssuerIdentifier,Realm,Enabled,AuthMetadataUrl',
    },
    { say: 'Enable it.', command: 'Set-AuthServer "<auth server>" -Enabled $true' },
    {
      say: 'Or create the one of the right cloud, from its metadata URL.',
      command: `New-AuthServer -Name "ACS - <tenant id>" -AuthMetadataUrl "https://${acsHost}${acsMetadataPath('<tenant id>')}"`,
    },
  ],
  direction: 'on-premises -> cloud',
  scenario: 'issuer-not-configured-locally',
  sources: [
    'facts/oauth-outbound-admin §1.7, §1.8 F22, §2 (NoMatchedTokenIssuer) and §6.2 C01',
    'facts/oauth-inbound §7',
    'Microsoft Q&A 1629044',
  ],
};
