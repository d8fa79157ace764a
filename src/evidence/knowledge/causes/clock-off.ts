import type { Cause } from '../cause.js';

export const clockOff: Cause = {
  id: 'clock-off',
  title: 'A clock is wrong by more than 5 minutes',
  part: 'on-premises front end',
  explanation:
    'Lifetimes are compared with 5 minutes of tolerance. Exchange says "The token has expired." both of an expired token and of one that is not valid yet. The other way round, Entra refuses an assertion of a server whose clock is off (AADSTS700024).',
  tellApart: [
    'nbf and exp of the token against the time of the server and against the true time.',
    'All tokens are refused from one moment on, on one server or on all.',
  ],
  fix: [
    { say: 'Compare.', command: 'w32tm /stripchart /computer:time.windows.com /samples:3 /dataonly' },
    { say: 'Synchronise.', command: 'w32tm /resync' },
  ],
  scenario: 'clock-off',
  sources: ['facts/oauth-outbound-admin §1.8 F19 and §6.2 B16', 'facts/oauth-inbound §1.4 (Lifetime) and §7'],
};
