import { probeUserAgent } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const preAuthentication: Cause = {
  id: 'pre-authentication',
  title: 'A device in front of Exchange wants to authenticate the request itself',
  part: 'network',
  explanation:
    "A reverse proxy with pre-authentication answers 401 (or a redirect to its logon page) before Exchange is asked. It knows nothing of Exchange's OAuth, so there is no Bearer challenge and no x-ms-diagnostics.",
  tellApart: [
    'The 401 has neither a Bearer challenge nor x-ms-diagnostics, often no headers of Exchange at all (request-id, X-FEServer).',
    'There is no line of this request in the IIS log of Exchange, nor in HttpProxy\\Ews.',
    'With a Bearer challenge missing but X-FEServer there, Exchange did answer: look at OAuth on the virtual directory.',
  ],
  fix: [
    { say: 'Let EWS and Autodiscover pass without pre-authentication (pass-through).' },
    {
      say: 'Look for the request on the server; no hit means it never came.',
      command: `Select-String -Path "$env:ExchangeInstallPath\\Logging\\HttpProxy\\Ews\\*.LOG" -Pattern "ASProxy/CrossForest/EmailDomain","${probeUserAgent}"`,
    },
  ],
  scenario: 'pre-authentication',
  sources: [
    'facts/oauth-outbound-admin §1.8 F27 and §6.2 D04',
    'facts/oauth-inbound §2.2 and §7',
    'Microsoft Learn, Resolve free/busy errors in hybrid Exchange',
  ],
};
