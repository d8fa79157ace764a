import { paths } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const challengeUnusable: Cause = {
  id: 'challenge-unusable',
  title: "The challenge of the other side can't be used",
  part: 'network',
  explanation:
    "A Bearer challenge without client_id, or one that can't be read, is not Exchange's: something else answers under that name, or changes the header.",
  tellApart: [
    '"The client ID inside the challenge returned from \'…\' was empty.", "The challenge value returned from \'…\' is not valid.", "The specified url may not support OAuth."',
  ],
  fix: [
    {
      say: 'Look at the challenge: an empty Bearer brings it.',
      command: `curl.exe -i -X POST -H "Authorization: Bearer" https://<host>${paths.ews}`,
    },
  ],
  sources: ['facts/oauth-outbound-admin §2 (EmptyClientId, InvalidChallenge, InvalidOAuthEndpoint)'],
};
