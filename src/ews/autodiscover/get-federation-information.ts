import {
  getFederationInformationRequest,
  getFederationInformationResponse,
} from '../../ews-schema/operations/get-federation-information.js';
import { autodiscoverOperation, noError } from './operation.js';

/**
 * GetFederationInformation: what delegated authentication needs of an organisation. Public description: MS-OXWSADISC;
 * its documented request says no version. It is answered to everybody (anonymous.ts).
 */
export const getFederationInformation = autodiscoverOperation({
  name: 'GetFederationInformation',
  request: getFederationInformationRequest,
  response: getFederationInformationResponse,
  needsVersion: false,
  answer({ Domain = '' }, context) {
    const federation = context.federationOf(Domain.trim());
    if (!federation) return { ErrorCode: 'NotFederated', ErrorMessage: '[lab] The domain is not federated.' } as const;
    const issuers = federation.tokenIssuers.map(({ uri, endpoint }) => ({ Uri: uri, Endpoint: endpoint }));
    return {
      ...noError,
      ApplicationUri: federation.applicationUri,
      TokenIssuers: { TokenIssuer: issuers },
      Domains: { Domain: federation.domains },
    };
  },
});
