import type { Cause } from '../cause.js';

export const hostRewritten: Cause = {
  id: 'host-rewritten',
  title: 'A proxy or load balancer rewrites the Host header',
  part: 'network',
  explanation:
    'A server-to-server token is good for one host name, the one in its audience. Exchange compares it with the Host header of the request as it arrived. Something between Exchange Online and Exchange has put another name there. External URLs of virtual directories and names in certificates play no part.',
  tellApart: [
    'Expected and Actual are two bare host names: for these tokens Expected is the host of the request as it reached Exchange, Actual the host in the token.',
    'Two URLs that differ in http and https alone are SSL offloading instead; a reason with one URL only means no Host header, or SSL offloading.',
    'cs-host in the IIS log shows the name that arrived; a request sent past the device with the right name is accepted.',
  ],
  fix: [
    { say: 'Have the proxy or load balancer pass the Host header on as it came (preserve host header).' },
    {
      say: 'Test once more.',
      command: 'Test-OAuthConnectivity -Service EWS -TargetUri https://<host> -Mailbox <mailbox> | Format-List',
    },
    {
      say: 'Until then, free/busy can fall back to the organization relationship (DAuth), run on both sides.',
      command: 'Set-IntraOrganizationConnector "HybridIOC*" -Enabled $false',
    },
  ],
  scenario: 'host-rewritten',
  sources: [
    'facts/oauth-outbound-admin §1.8 F09 and §6.2 D01',
    'facts/oauth-inbound §1.4 and §7',
    'Microsoft Learn, Resolve free/busy errors in hybrid Exchange',
  ],
};
