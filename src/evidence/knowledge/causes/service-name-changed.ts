import { exchangeApplicationId } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const serviceNameChanged: Cause = {
  id: 'service-name-changed',
  title: 'The ServiceName of the auth configuration is not the usual one',
  part: 'client',
  explanation:
    'Exchange asks for tokens as ServiceName. Changed, the token service finds no such application, or one without the key.',
  tellApart: ['FreeBusyChecker says "Service Name does not Seems correct."'],
  fix: [
    { say: 'Put it back.', command: `Set-AuthConfig -ServiceName ${exchangeApplicationId}` },
    { say: 'Make it count.', command: 'iisreset /noforce' },
  ],
  direction: 'on-premises -> cloud',
  scenario: 'service-name-changed',
  sources: ['facts/oauth-outbound-admin §3.1 and §6.2 B03'],
};
