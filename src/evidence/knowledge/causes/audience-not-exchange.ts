import { exchangeApplicationId } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const audienceNotExchange: Cause = {
  id: 'audience-not-exchange',
  title: 'The token is for another application than Exchange',
  part: 'client',
  explanation:
    "The audience must be Exchange's application id with host and realm, or for modern authentication an absolute URL of this server. This one is neither, or names another application.",
  tellApart: [
    'The reason quotes the audience. A form of id/host@realm with another id is for another service; a bare GUID is a token of a client that asked for the wrong resource.',
  ],
  fix: [
    {
      say: `Have the client ask for a token for this server: ${exchangeApplicationId}/<host>@<tenant id>, or https://<host>/ for modern authentication.`,
    },
    { say: 'See that the service name is the usual one.', command: 'Get-AuthConfig | Format-List ServiceName,Realm' },
  ],
  sources: ['facts/oauth-outbound-admin §1.8 F11', 'facts/oauth-inbound §1.3 (2010) and §1.4'],
};
