import type { Cause } from '../cause.js';

export const hostHeaderMissing: Cause = {
  id: 'host-header-missing',
  title: 'A proxy drops the Host header',
  part: 'network',
  explanation:
    'Without a Host header Exchange has nothing to compare the audience of the token with, and quotes the audience alone.',
  tellApart: [
    'The reason quotes one URL, the audience, and has neither Expected nor Actual.',
    'cs-host in the IIS log is empty (-) for these requests. Where it holds the right name, look at SSL offloading: Microsoft files the same text there.',
  ],
  fix: [
    {
      say: 'Have the proxy speak HTTP/1.1 to Exchange and send the Host header of the client; old health-check style HTTP/1.0 forwarding leaves it out.',
    },
    {
      say: 'Test once more.',
      command: 'Test-OAuthConnectivity -Service EWS -TargetUri https://<host> -Mailbox <mailbox> | Format-List',
    },
  ],
  scenario: 'no-host-header',
  sources: ['facts/oauth-outbound-admin §1.8 F08 and §6.2 D02', 'seed page, table of failures'],
};
