import { acsHost, acsMetadataPath } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const authMetadataUnreachable: Cause = {
  id: 'auth-metadata-unreachable',
  title: "The metadata document of the auth server can't be read",
  part: 'network',
  explanation:
    'The server does not get out to the document: TLS 1.2 is off, a web proxy or a firewall blocks it, or the URL is wrong. Keys grow stale until tokens are refused.',
  tellApart: [
    "\"Cannot acquire auth metadata document from '…'\" quotes the URL and the network's words; events 2007 (MSExchange OAuth), 2008 and 2010 (MSExchange AuthAdmin) come from the servers' own attempts.",
    '"An unexpected error occurred on a receive" is TLS or a firewall.',
  ],
  fix: [
    {
      say: 'Try it from the server.',
      command: `Invoke-WebRequest https://${acsHost}${acsMetadataPath('<tenant id>')} -UseBasicParsing`,
    },
    { say: 'See the proxy.', command: 'Get-ExchangeServer | Format-List Name,InternetWebProxy' },
    { say: 'See the URL.', command: 'Get-AuthServer | Format-List Name,AuthMetadataUrl' },
    { say: 'Then read it again.', command: 'Set-AuthServer "<auth server>" -RefreshAuthMetadata' },
  ],
  scenario: 'auth-metadata-unreachable',
  sources: [
    'facts/oauth-outbound-admin §3.6 and §6.2 C06',
    'facts/oauth-inbound §4.4 and §5 (2007',
    'AuthAdmin 2008, 2010)',
  ],
};
