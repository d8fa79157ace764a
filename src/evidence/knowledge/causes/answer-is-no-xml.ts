import { paths } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const answerIsNoXml: Cause = {
  id: 'answer-is-no-xml',
  title: 'A firewall or proxy answers with a page of its own',
  part: 'network',
  explanation: 'The caller expects SOAP and gets HTML: the block page of a web application firewall or a logon page.',
  tellApart: [
    '"Response is not well-formed XML"; the body begins with <html.',
    'The IIS log of Exchange has no line of the request.',
  ],
  fix: [
    { say: 'Have the device let EWS and Autodiscover pass for Exchange Online.' },
    { say: 'Look at what comes.', command: `Invoke-WebRequest https://<host>${paths.ews} -UseBasicParsing` },
  ],
  scenario: 'answer-is-no-xml',
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D13'],
};
