import type { Cause } from '../cause.js';

export const poolsNotRecycled: Cause = {
  id: 'pools-not-recycled',
  title: 'The new certificate is published and the application pools still have the old one',
  part: 'on-premises front end',
  explanation: 'Worker processes keep what they have loaded; Microsoft says that publishing may take an hour.',
  tellApart: ['The configuration is right and old failures go on, until an iisreset.'],
  fix: [
    { say: 'Restart.', command: 'Restart-Service MSExchangeServiceHost' },
    { say: 'Recycle the pools.', command: 'Restart-WebAppPool MSExchangeOWAAppPool' },
    { say: "And ECP's.", command: 'Restart-WebAppPool MSExchangeECPAppPool' },
    { say: 'Or all of it.', command: 'iisreset' },
  ],
  scenario: 'pools-not-recycled',
  sources: ['facts/oauth-outbound-admin §3.3 and §6.2 A20'],
};
