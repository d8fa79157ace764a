import { paths } from '../../../protocol/well-known.js';
import type { Cause } from '../cause.js';

export const notExchange: Cause = {
  id: 'not-exchange',
  title: 'The name leads to a web server that is no Exchange, or EWS is not published',
  part: 'network',
  explanation: 'A 404 is an answer: name, network and TLS are fine, but what answers has no EWS at that path.',
  tellApart: [
    "Look at the headers of the 404: X-FEServer and request-id are Exchange's; a Server header of another product is the other web server's.",
    'A 404 in the IIS log of Exchange itself means that the virtual directory is missing there; no line there means that the device sent the request elsewhere.',
  ],
  fix: [
    {
      say: 'See who answers; Exchange answers 401.',
      command: `Invoke-WebRequest https://<host>${paths.ews} -UseBasicParsing`,
    },
    { say: 'Publish EWS and Autodiscover under that name, or test the name they are published under.' },
    {
      say: 'See that the virtual directory exists.',
      command: 'Get-WebServicesVirtualDirectory | Format-List Identity,InternalUrl,ExternalUrl',
    },
  ],
  scenario: 'not-exchange',
  sources: ['facts/oauth-outbound-admin §1.8 F03 and §6.2 D07'],
};
