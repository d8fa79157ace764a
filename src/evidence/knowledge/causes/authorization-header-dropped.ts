import { paths } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const authorizationHeaderDropped: Cause = {
  id: 'authorization-header-dropped',
  title: 'A proxy drops the Authorization header',
  part: 'network',
  explanation:
    'Without Authorization the OAuth part of Exchange does nothing: IIS answers 401 with the other schemes (Negotiate, NTLM, Basic), and no token ever arrives.',
  tellApart: [
    'The 401 comes from Exchange (X-FEServer, request-id) and offers no Bearer, though OAuth is on at the virtual directory.',
    'The same request past the proxy gets a Bearer challenge.',
  ],
  fix: [
    {
      say: 'Ask with an empty Bearer, through the proxy and past it.',
      command: `curl.exe -i -X POST -H "Authorization: Bearer" https://<host>${paths.ews}`,
    },
    { say: 'Have the proxy pass on Authorization for EWS and Autodiscover, unchanged.' },
  ],
  scenario: 'authorization-header-dropped',
  sources: ['facts/oauth-inbound §1.4 and §2.2'],
};
