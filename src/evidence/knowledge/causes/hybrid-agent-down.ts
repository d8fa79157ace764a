import type { Cause } from '../cause.js';

export const hybridAgentDown: Cause = {
  id: 'hybrid-agent-down',
  title: 'The Hybrid Agent, or what stands behind the published name, is not available',
  part: 'network',
  explanation:
    "503 and 504 come from what stands between: the Hybrid Agent's endpoint, a load balancer without a healthy server, or IIS with a stopped application pool.",
  tellApart: [
    'The address ends with .msappproxy.net where the Hybrid Agent is used.',
    'A 503 in the answer with a Server header of Microsoft-HTTPAPI is http.sys: the application pool is stopped or crashes. No line in the IIS log, but in HTTPERR.',
  ],
  fix: [
    {
      say: "See the agent's service on its server.",
      command: 'Get-Service "Microsoft Hybrid Service" | Format-List Name,Status',
    },
    { say: "Start or update the agent; look at the load balancer's health checks." },
  ],
  scenario: 'hybrid-agent-down',
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D14'],
};
