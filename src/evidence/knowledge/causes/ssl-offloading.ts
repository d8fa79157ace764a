import type { Cause } from '../cause.js';

export const sslOffloading: Cause = {
  id: 'ssl-offloading',
  title: 'A device ends TLS and speaks http to Exchange (SSL offloading)',
  part: 'network',
  explanation:
    'The token is for an https URL and the request reached Exchange by http. SSL offloading is not supported with OAuth. A token whose audience is a URL sees the scheme; that a plain server-to-server token for a bare host name would survive offloading to port 80 is inferred.',
  tellApart: [
    'Expected and Actual are the same host, one with https://, one with http://.',
    's-port of the IIS log is 80 where the client connected to 443.',
    'A reason that quotes one URL only can be offloading as well as a missing Host header: cs-host tells.',
  ],
  fix: [
    {
      say: 'Switch SSL offloading off for EWS and Autodiscover on the device: bridge, that is encrypt again towards Exchange, and keep the Host header.',
    },
    {
      say: 'See whether IIS still demands SSL; None means offloading was set up on the server, too.',
      command:
        'Get-WebConfigurationProperty -PSPath "IIS:\\Sites\\Default Web Site\\EWS" -Filter system.webServer/security/access -Name sslFlags',
    },
    {
      say: 'Until then, free/busy can fall back to the organization relationship (DAuth).',
      command: 'Set-IntraOrganizationConnector "HybridIOC*" -Enabled $false',
    },
  ],
  scenario: 'ssl-offloading',
  sources: [
    'facts/oauth-outbound-admin §1.8 F10 and §6.2 D03',
    'facts/oauth-inbound §1.4 and §7',
    'Microsoft Learn, Using hybrid Modern Authentication with Outlook for iOS and Android',
  ],
};
