import type { Cause } from '../cause.js';

export const tokenExpired: Cause = {
  id: 'token-expired',
  title: 'The token has expired',
  part: 'client',
  explanation: 'A token is good until exp, with 5 minutes for clocks that differ. The client has kept it too long.',
  tellApart: [
    "exp of the token is before the time of the request by more than 5 minutes, and the server's clock is right.",
    "Exchange says the same of a token that is not valid yet: nbf ahead of the server's clock points to a clock.",
  ],
  fix: [
    {
      say: 'Have the client ask for a new token; Test-OAuthConnectivity does so without -UseCachedToken.',
      command: 'Test-OAuthConnectivity -Service EWS -TargetUri https://<host> -Mailbox <mailbox> | Format-List',
    },
  ],
  sources: ['facts/oauth-inbound §1.3 (3001) and §1.4 (Lifetime)'],
};
