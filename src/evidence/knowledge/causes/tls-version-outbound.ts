import type { Cause } from '../cause.js';

export const tlsVersionOutbound: Cause = {
  id: 'tls-version-outbound',
  title: 'TLS 1.2 is not enabled on the Exchange server that calls',
  part: 'client',
  explanation:
    "Exchange uses what Schannel and .NET Framework are configured for; Microsoft's services refuse less than TLS 1.2.",
  tellApart: [
    '"An unexpected error occurred on a send", or "Could not create SSL/TLS secure channel", in a test that ran on-premises. On a receive the other side or a firewall closed.',
    'Other servers of the organisation succeed with the same target.',
  ],
  fix: [
    {
      say: 'Enable TLS 1.2 for client and server in Schannel and strong cryptography for .NET Framework (SchUseStrongCrypto, SystemDefaultTlsVersions), as in Exchange Server TLS configuration best practices.',
    },
    {
      say: 'See what the server has.',
      command:
        'Get-ItemProperty "HKLM:\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319" | Format-List SchUseStrongCrypto,SystemDefaultTlsVersions',
    },
  ],
  scenario: 'tls-version-outbound',
  direction: 'on-premises -> cloud',
  sources: [
    'facts/oauth-outbound-admin §1.8 F05, F06 and §6.2 D08',
    'Microsoft Learn, free/busy sharing issues and TLS 1.2',
  ],
};
