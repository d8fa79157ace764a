import type { Cause } from '../cause.js';

export const tlsVersionInbound: Cause = {
  id: 'tls-version-inbound',
  title: 'TLS 1.2 is not enabled where Exchange Online connects to',
  part: 'network',
  explanation:
    'The handshake breaks off before a request is sent; Exchange Online needs TLS 1.2. .NET words it like a reset.',
  tellApart: [
    'The words are those of a reset: look at the handshake itself.',
    'openssl s_client -tls1_2 fails and -tls1_1 succeeds.',
  ],
  fix: [
    {
      say: 'Try the version from outside.',
      command: 'openssl s_client -connect <host>:443 -servername <host> -tls1_2',
    },
    {
      say: 'Enable TLS 1.2 on the device or server that ends TLS, as in Exchange Server TLS configuration best practices.',
    },
  ],
  scenario: 'tls-version',
  sources: [
    'facts/oauth-outbound-admin §1.8 F04 and §6.2 D08',
    'facts/oauth-inbound §7',
    'seed page, table of failures',
  ],
};
