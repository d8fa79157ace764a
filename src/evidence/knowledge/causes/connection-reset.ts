import type { Cause } from '../cause.js';

export const connectionReset: Cause = {
  id: 'connection-reset',
  title: 'The connection is torn down, by a firewall for instance',
  part: 'network',
  explanation:
    "TCP came about and was reset before an HTTP answer. A firewall that does not let Exchange Online's addresses in does that; a TLS handshake that fails looks the same to the caller.",
  tellApart: [
    '"An unexpected error occurred on a receive … forcibly closed": no status, no diagnostics, no line in the IIS log.',
    'A handshake by hand from outside tells it from TLS: openssl s_client gets a certificate where TLS is fine.',
    "A test from another address that succeeds speaks for the firewall's list.",
  ],
  fix: [
    { say: 'Let the address ranges of Exchange Online in at the firewall (Microsoft 365 URLs and IP address ranges).' },
    { say: 'Try the handshake from outside.', command: 'openssl s_client -connect <host>:443 -servername <host>' },
  ],
  scenario: 'connection-reset',
  sources: ['facts/oauth-outbound-admin §1.8 F04 and §6.2 D05', 'seed page, table of failures'],
};
