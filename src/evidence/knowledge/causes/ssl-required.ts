import type { Cause } from '../cause.js';

export const sslRequired: Cause = {
  id: 'ssl-required',
  title: 'The request came by http to a directory that demands SSL',
  part: 'network',
  explanation:
    'IIS answers 403.4 where SSL is required and the request came in plain. A device that offloads TLS does that. Offloading is not supported with OAuth.',
  tellApart: ['sc-status 403 with sc-substatus 4 in the IIS log, s-port 80.'],
  fix: [{ say: 'Have the device encrypt again towards Exchange, port 443 (SSL bridging).' }],
  sources: [
    'facts/oauth-outbound-admin §5.5 (SSL required) and §6.2 D03',
    'Microsoft Learn, HTTP status code overview of IIS (403.4)',
  ],
};
