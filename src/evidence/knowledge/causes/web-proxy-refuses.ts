import type { Cause } from '../cause.js';

export const webProxyRefuses: Cause = {
  id: 'web-proxy-refuses',
  title: 'The outbound web proxy refuses the Exchange server',
  part: 'network',
  explanation:
    "The server reaches the Internet by a web proxy only (InternetWebProxy, or the machine's WinHTTP settings), which denies the target or wants credentials that Exchange does not send.",
  tellApart: [
    '"(403) Forbidden" or "(407)" thrown in HttpWebRequest.GetRequestStream: there is no connection to the target yet. The same status in GetResponse is the target\'s own answer.',
    '"Using custom InternetWebProxy …" in the log part of Detail names the proxy.',
  ],
  fix: [
    { say: 'See what is set.', command: 'Get-ExchangeServer | Format-List Name,InternetWebProxy' },
    { say: "Let the Exchange servers out to Microsoft's addresses on the proxy, without authentication." },
    {
      say: 'Or take the proxy away, where there is another way out.',
      command: 'Set-ExchangeServer <server> -InternetWebProxy $null',
    },
  ],
  scenario: 'web-proxy-refuses',
  direction: 'on-premises -> cloud',
  sources: ['facts/oauth-outbound-admin §1.4, §1.8 F23 and §6.2 D15'],
};
