import type { Cause } from '../cause.js';

export const renewalScriptServerUnreachable: Cause = {
  id: 'renewal-script-server-unreachable',
  title: 'The renewal script could not reach a server',
  part: 'client',
  explanation: 'MonitorExchangeAuthCertificate gives no verdict while a server does not answer.',
  tellApart: [
    '"We couldn\'t validate if the Auth Certificate is properly configured because … servers were unreachable."',
  ],
  fix: [
    {
      say: 'Start that server, or leave it out.',
      command:
        '.\\MonitorExchangeAuthCertificate.ps1 -ValidateAndRenewAuthCertificate $true -IgnoreUnreachableServers $true',
    },
  ],
  scenario: 'renewal-script-server-unreachable',
  sources: ['facts/oauth-outbound-admin §4.4 and §6.2 A18'],
};
