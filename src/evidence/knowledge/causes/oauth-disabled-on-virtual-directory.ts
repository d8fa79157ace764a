import { paths } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const oauthDisabledOnVirtualDirectory: Cause = {
  id: 'oauth-disabled-on-virtual-directory',
  title: 'OAuth is switched off on the virtual directory',
  part: 'on-premises front end',
  explanation:
    'Exchange then ignores the Bearer header: even an empty Bearer gets the other schemes only (Negotiate, NTLM, Basic), and a good token gets a 401 without a reason.',
  tellApart: [
    'The 401 comes from Exchange (X-FEServer, request-id) and offers no Bearer.',
    'A request without any Authorization header gets no Bearer challenge either: ask with an empty Bearer before you conclude.',
    'Get-WebServicesVirtualDirectory shows OAuthAuthentication False, and OAuth is missing in InternalAuthenticationMethods and ExternalAuthenticationMethods.',
  ],
  fix: [
    {
      say: 'Ask with an empty Bearer: Exchange offers Bearer then.',
      command: `curl.exe -i -X POST -H "Authorization: Bearer" https://<host>${paths.ews}`,
    },
    {
      say: 'Look at every server.',
      command:
        'Get-WebServicesVirtualDirectory | Format-List Identity,OAuthAuthentication,InternalAuthenticationMethods,ExternalAuthenticationMethods',
    },
    {
      say: 'Switch it on.',
      command: 'Set-WebServicesVirtualDirectory "<server>\\EWS (Default Web Site)" -OAuthAuthentication $true',
    },
    {
      say: 'For Autodiscover as well.',
      command:
        'Set-AutodiscoverVirtualDirectory "<server>\\Autodiscover (Default Web Site)" -OAuthAuthentication $true',
    },
    { say: 'Make it count.', command: 'iisreset /noforce' },
  ],
  scenario: 'oauth-disabled-on-virtual-directory',
  sources: ['facts/oauth-outbound-admin §6.2 D09 and §4.5 (FreeBusyChecker)', 'facts/oauth-inbound §2.2'],
};
