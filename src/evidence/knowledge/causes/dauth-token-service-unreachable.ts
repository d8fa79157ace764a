import type { Cause } from '../cause.js';

export const dauthTokenServiceUnreachable: Cause = {
  id: 'dauth-token-service-unreachable',
  title: "DAuth: the server does not reach Microsoft's federation token service",
  part: 'network',
  explanation: 'The server gets no way out to login.microsoftonline.com/extSTS.srf.',
  tellApart: ['"Failed to communicate with https://login.microsoftonline.com/extSTS.srf."'],
  fix: [
    { say: 'Try it from the server.', command: 'Test-NetConnection login.microsoftonline.com -Port 443' },
    { say: 'See the proxy.', command: 'Get-ExchangeServer | Format-List Name,InternetWebProxy' },
  ],
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings'],
};
