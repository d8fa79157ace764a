import { authCertificateExpired } from '../../knowledge/causes/auth-certificate-expired.js';
import { authCertificateKeyTooSmall } from '../../knowledge/causes/auth-certificate-key-too-small.js';
import { authCertificateMissing } from '../../knowledge/causes/auth-certificate-missing.js';
import { authCertificateNotOnServer } from '../../knowledge/causes/auth-certificate-not-on-server.js';
import { authCertificateRenewedInEac } from '../../knowledge/causes/auth-certificate-renewed-in-eac.js';
import { authCertificateWithoutKey } from '../../knowledge/causes/auth-certificate-without-key.js';
import { authServerDisabled } from '../../knowledge/causes/auth-server-disabled.js';
import { authServerWithoutRealm } from '../../knowledge/causes/auth-server-without-realm.js';
import { authServersAmbiguous } from '../../knowledge/causes/auth-servers-ambiguous.js';
import { challengeUnusable } from '../../knowledge/causes/challenge-unusable.js';
import { issuerNotConfiguredLocally } from '../../knowledge/causes/issuer-not-configured-locally.js';
import { nextCertificateTooEarly } from '../../knowledge/causes/next-certificate-too-early.js';
import { oauthConfigurationUnavailable } from '../../knowledge/causes/oauth-configuration-unavailable.js';
import { oauthDisabledOnVirtualDirectory } from '../../knowledge/causes/oauth-disabled-on-virtual-directory.js';
import { poolsNotRecycled } from '../../knowledge/causes/pools-not-recycled.js';
import { tokenServiceRefuses } from '../../knowledge/causes/token-service-refuses.js';
import { userWithoutClaims } from '../../knowledge/causes/user-without-claims.js';
import { userWithoutUpn } from '../../knowledge/causes/user-without-upn.js';
import { type Phrase, phraseRecogniser } from '../phrase.js';

/** Why Exchange builds no token (facts/oauth-outbound-admin §2); who says so is the side that calls. */
const phrases: readonly Phrase[] = [
  {
    words: 'Unable to load OAuth configuration.',
    meaning: 'The calling side could not load its OAuth configuration.',
    causes: [oauthConfigurationUnavailable],
  },
  {
    words: 'Missing signing certificate.',
    meaning: 'The calling server has no auth certificate to sign its token request with.',
    causes: [
      authCertificateMissing,
      authCertificateExpired,
      authCertificateNotOnServer,
      authCertificateWithoutKey,
      authCertificateRenewedInEac,
      nextCertificateTooEarly,
      poolsNotRecycled,
    ],
    direction: 'on-premises -> cloud',
  },
  {
    words: 'The signing certificate should have a private key with at least 2048 bits.',
    meaning: 'The auth certificate’s key is too small.',
    causes: [authCertificateKeyTooSmall],
    direction: 'on-premises -> cloud',
  },
  {
    words: "The client ID inside the challenge returned from '{url}' was empty.",
    meaning: 'The challenge of the other side names no client_id.',
    causes: [challengeUnusable],
  },
  {
    words: "The challenge value returned from '{url}' is not valid.",
    meaning: 'The challenge of the other side can’t be read, or names no issuer.',
    causes: [challengeUnusable, authServerDisabled],
  },
  {
    words: 'The specified url may not support OAuth.',
    meaning: 'The calling side doubts that the URL takes OAuth.',
    causes: [challengeUnusable, oauthDisabledOnVirtualDirectory],
  },
  {
    words: 'Multiple Auth Servers have an empty realm configured.',
    meaning: 'The calling side can’t choose an auth server.',
    causes: [authServersAmbiguous],
    direction: 'on-premises -> cloud',
  },
  {
    words: "Multiple Auth Servers have same realm '{realm}'.",
    meaning: 'The calling side can’t choose an auth server.',
    causes: [authServersAmbiguous],
    direction: 'on-premises -> cloud',
  },
  {
    words: "The matched Auth Server '{authServer}' has an empty realm.",
    meaning: 'The auth server has no realm.',
    causes: [authServerWithoutRealm],
    direction: 'on-premises -> cloud',
  },
  {
    words: 'unable to continue building token given the tenant id is null.',
    meaning: 'The calling side does not know its tenant.',
    causes: [authServerWithoutRealm],
    direction: 'on-premises -> cloud',
  },
  {
    words:
      "The trusted issuers contained the following entries '{trustedIssuers}'. None of them are configured locally.",
    meaning: 'No enabled auth server of the calling side fits the issuers that the other side trusts.',
    causes: [issuerNotConfiguredLocally, authServerDisabled],
    direction: 'on-premises -> cloud',
  },
  {
    words:
      'no locally configured issuer was in the trusted_issuer list, realm from challenge was also empty. trust_issuers was {trustedIssuers}',
    meaning: 'No enabled auth server of the calling side fits the issuers that the other side trusts.',
    causes: [issuerNotConfiguredLocally, authServerDisabled],
    direction: 'on-premises -> cloud',
  },
  {
    words:
      "The UserPrincipalName property was missing on the mailbox object and couldn't be added to the user context in the token.",
    meaning: 'The user has no UPN.',
    causes: [userWithoutUpn],
  },
  {
    words: 'Unable to get at least one valid claim-value for the user to build the user context.',
    meaning: 'The user can’t be named in a token.',
    causes: [userWithoutClaims],
  },
  {
    words: 'The claim nameidClaim is empty.',
    meaning: 'The user can’t be named in a token.',
    causes: [userWithoutClaims],
  },
  {
    words: "Unable to get token from Auth Server. Error code: '{error}'.",
    meaning: 'The token service refuses the token request.',
    causes: [tokenServiceRefuses],
    direction: 'on-premises -> cloud',
  },
];

export const outboundError = phraseRecogniser(
  'why Exchange built no token, such as “Missing signing certificate.”',
  'error of the calling Exchange',
  'outbound',
  phrases,
);
