import type { Cause } from '../cause.js';

export const connectTimeout: Cause = {
  id: 'connect-timeout',
  title: 'Nobody answers at the address: a firewall drops, or nothing listens',
  part: 'network',
  explanation: 'The connection could not be made at all.',
  tellApart: [
    '"Unable to connect to the remote server": the address in the exception says who was asked, the customer\'s or Microsoft\'s.',
    'A drop takes about 20 seconds; a refused connection comes at once.',
  ],
  fix: [
    { say: 'Try the port from the calling side.', command: 'Test-NetConnection <host> -Port 443' },
    { say: 'Open 443 for the address ranges of Exchange Online inbound, or for the Exchange servers outbound.' },
  ],
  scenario: 'connect-timeout',
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D05'],
};
