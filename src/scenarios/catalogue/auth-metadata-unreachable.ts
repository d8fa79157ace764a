import { acsHost, acsMetadataPath } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { onNetwork, onPremises } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C06. */
export const authMetadataUnreachable: Scenario = {
  id: 'auth-metadata-unreachable',
  title: 'The server can’t read the metadata of an auth server',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['webProxy', 'authServer', 'exchangeServer'],
  teaches:
    'New-AuthServer and each refresh read a document from Microsoft. The cmdlet quotes URL and network, in the words of the server’s own way out: a 403 of a proxy, “closed … on a receive” of TLS or a firewall. While it can’t be read, keys grow stale.',
  ticket: ({ tenantDomain }) =>
    `We want to add ${tenantDomain} to the new server as Microsoft’s page says, and New-AuthServer ends in red. My colleague opened the very same address in the browser of his laptop: it shows a lot of JSON.`,
  hints: () => [
    'His laptop gets there. Does the server?',
    'The error quotes the URL, and then an answer. Microsoft publishes this document for everybody: who else can have answered?',
    'Exchange has a way out of its own: see InternetWebProxy of Get-ExchangeServer. Then ask whoever keeps that proxy for its rules.',
  ],
  cause: 'auth-metadata-unreachable',
  sources: ['facts/oauth-outbound-admin §3.6 (creation error) and §6.2 C06', 'facts/oauth-inbound §4.4'],
  check: ({ tenantDomain }) => ({
    cmdlet: 'New-AuthServer',
    parameters: {
      Name: 'ACS, once more',
      AuthMetadataUrl: `https://${acsHost}${acsMetadataPath(tenantDomain)}`,
      WhatIf: true, // reads the document, and creates nothing
    },
    session: 'OnPremises',
  }),
  break: ({ domain }) => [
    onPremises(`Get-ExchangeServer | Set-ExchangeServer -InternetWebProxy http://proxy.${domain}:8080/`),
    onNetwork('Set-LabWebProxy -Rule Forbid'),
  ],
  expected: ({ domain, tenantDomain, onPremisesUser }) => ({
    result: 'terminating error',
    says: [
      `Cannot acquire auth metadata document from 'https://${acsHost}${acsMetadataPath(tenantDomain)}'. Error: The remote server returned an error: (403) Forbidden.`,
    ],
    iisStatus: [],
    looks: [
      {
        ...onPremises(
          `Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com -Mailbox ${onPremisesUser} | Format-List Detail`,
        ),
        shows: /\(403\) Forbidden\.\s+at System\.Net\.HttpWebRequest\.GetRequestStream/,
      },
      {
        ...onPremises('Get-ExchangeServer | Format-List Name,InternetWebProxy'),
        shows: `InternetWebProxy : http://proxy.${domain}:8080/`,
      },
    ],
  }),
  mend: () => [
    { ...onNetwork('Set-LabWebProxy -Rule Forward'), say: 'The proxy lets Exchange out.' },
    {
      ...onPremises('Get-ExchangeServer | Set-ExchangeServer -InternetWebProxy $null'),
      say: 'Or Exchange needs no proxy at all, as here; one of the two is enough.',
    },
  ],
  mended: () => ({ result: 'text' }),
};
