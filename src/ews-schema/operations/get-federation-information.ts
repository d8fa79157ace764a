import { xs } from '../../xsd/simple-types.js';
import { many, optional } from '../../xsd/types.js';
import {
  autodiscoverRequest,
  autodiscoverRequestElement,
  autodiscoverResponse,
  autodiscoverResponseElement,
  domains,
} from '../autodiscover.js';
import { a } from '../namespaces.js';

/** GetFederationInformation of Autodiscover (MS-OXWSADISC). */
export const getFederationInformationRequest = autodiscoverRequestElement(
  'GetFederationInformation',
  a.extended('GetFederationInformationRequest', autodiscoverRequest, { content: [{ Domain: optional(xs.string) }] }),
);

const tokenIssuer = a.complex('TokenIssuer', {
  content: [{ Uri: optional(xs.anyURI), Endpoint: optional(xs.anyURI) }],
});

export const getFederationInformationResponse = autodiscoverResponseElement(
  'GetFederationInformation',
  a.extended('GetFederationInformationResponse', autodiscoverResponse, {
    content: [
      {
        ApplicationUri: optional(xs.anyURI),
        TokenIssuers: optional(a.complex('TokenIssuers', { content: [{ TokenIssuer: many(tokenIssuer) }] })),
        Domains: optional(domains),
      },
    ],
  }),
);
