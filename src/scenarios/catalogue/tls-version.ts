import { breakPublishing, mendPublishing, type Scenario, usualTest } from '../scenario.js';

/** Seed page: "TLS-Inkompatibilität". */
export const tlsVersion: Scenario = {
  id: 'tls-version',
  title: 'The server speaks only old TLS versions',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  teaches:
    'The handshake ends before a request is sent. The page sees the same words as for a reset, so look at the handshake itself, for instance with openssl s_client.',
  source: 'seed page, table of failures; facts/oauth-outbound-admin §1.8 F04',
  cause: 'tls-version-inbound',
  test: usualTest,
  break: (tools) => breakPublishing(tools, { tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } }),
  mend: (tools) => mendPublishing(tools, 'tls'),
};
