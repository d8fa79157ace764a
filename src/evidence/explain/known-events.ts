import type { Cause } from '../knowledge/cause.js';
import { authCertificateExpired } from '../knowledge/causes/auth-certificate-expired.js';
import { authCertificateMissing } from '../knowledge/causes/auth-certificate-missing.js';
import { authCertificateNotOnServer } from '../knowledge/causes/auth-certificate-not-on-server.js';
import { authCertificateWithoutKey } from '../knowledge/causes/auth-certificate-without-key.js';
import { authCertificatesUnreadable } from '../knowledge/causes/auth-certificates-unreadable.js';
import { authMetadataInvalid } from '../knowledge/causes/auth-metadata-invalid.js';
import { authMetadataUnreachable } from '../knowledge/causes/auth-metadata-unreachable.js';
import { authServerKeysStale } from '../knowledge/causes/auth-server-keys-stale.js';
import { authServerWithoutCertificates } from '../knowledge/causes/auth-server-without-certificates.js';
import { authorizationEndpointNotNamed } from '../knowledge/causes/authorization-endpoint-not-named.js';
import { ewsPoolCrashes } from '../knowledge/causes/ews-pool-crashes.js';
import { oauthConfigurationNotLoaded } from '../knowledge/causes/oauth-configuration-not-loaded.js';
import { oauthConfigurationUnavailable } from '../knowledge/causes/oauth-configuration-unavailable.js';
import { partnerApplicationWithoutCertificates } from '../knowledge/causes/partner-application-without-certificates.js';
import { signedByUnknownKey } from '../knowledge/causes/signed-by-unknown-key.js';

/** An event of Windows' logs that concerns the trust. */
export interface KnownEvent {
  readonly meaning: string;
  /** None: nothing is wrong. */
  readonly causes: readonly Cause[];
  /** Words that must be in it: the id alone says too little. */
  readonly needs?: RegExp;
  /** Words that tell it by themselves, where the message was copied without source and id. */
  readonly message?: RegExp;
}

/** By source and id: facts/oauth-inbound §5, facts/oauth-outbound-admin §3.3 and §3.9. */
export const knownEvents: Readonly<Record<string, Readonly<Record<number, KnownEvent>>>> = {
  'MSExchange OAuth': {
    2001: {
      meaning: 'The OAuth configuration could not be loaded.',
      causes: [oauthConfigurationNotLoaded, oauthConfigurationUnavailable],
    },
    2002: { meaning: 'A partner application has no certificates.', causes: [partnerApplicationWithoutCertificates] },
    2003: {
      meaning: 'An auth server has no certificates, so its issuer is dropped.',
      causes: [authServerWithoutCertificates],
    },
    2004: {
      meaning: 'The signing certificate is missing or has no private key.',
      causes: [authCertificateMissing, authCertificateWithoutKey, authCertificateNotOnServer],
    },
    2005: { meaning: 'The certificates could not be read.', causes: [authCertificatesUnreadable] },
    2006: { meaning: 'A token could not be authenticated.', causes: [authServerKeysStale, signedByUnknownKey] },
    2007: { meaning: 'Metadata of an issuer could not be read.', causes: [authMetadataUnreachable] },
    2008: { meaning: 'New certificates were read from the metadata: nothing is wrong.', causes: [] },
    2009: {
      meaning: 'More than one auth server is the default authorization endpoint.',
      causes: [authorizationEndpointNotNamed],
    },
  },
  'MSExchange AuthAdmin': {
    2008: { meaning: 'The metadata URL is invalid (InvalidMetadataUrl).', causes: [authMetadataUnreachable] },
    2009: { meaning: 'The metadata can’t be read (CorruptMetadata).', causes: [authMetadataInvalid] },
    2010: { meaning: 'The metadata can’t be reached (UnableToAccessMetadata).', causes: [authMetadataUnreachable] },
    2011: {
      meaning: 'The metadata’s list of certificates is invalid (InvalidCertificateList).',
      causes: [authMetadataInvalid],
    },
    2012: { meaning: 'The metadata’s certificates are invalid (InvalidCertificates).', causes: [authMetadataInvalid] },
    2014: {
      meaning: 'The next auth certificate has become the current one: nothing is wrong.',
      causes: [],
      message: /The current signing certificate for Exchange has been updated to certificate with thumbprint/,
    },
  },
  'MSExchange Front End HTTPS Proxy': {
    1003: {
      meaning: 'OWA and ECP can’t read their cookies: the auth certificate is expired, missing or misconfigured.',
      causes: [authCertificateExpired, authCertificateMissing],
      needs: /FbaModule/,
      message: /\[(?:Owa|Ecp)\] An internal server error occurred\.[^[]{0,400}FbaModule\.ParseCadataCookies/,
    },
  },
  'MSExchange Common': {
    4999: {
      meaning: 'The EWS application pool crashes for want of an auth certificate.',
      causes: [ewsPoolCrashes],
      needs: /OAuthTokenRequestFailedException|V1ProfileLocalTokenIssuer/,
      message: /Watson report about to be sent[^[]{0,400}V1ProfileLocalTokenIssuer/,
    },
  },
  'Microsoft-Windows-WAS': {
    5011: {
      meaning: 'A worker process of the EWS pool died.',
      causes: [ewsPoolCrashes],
      needs: /MSExchangeServicesAppPool/,
      message: /serving application pool 'MSExchangeServicesAppPool' suffered a fatal communication error/,
    },
  },
  'MSExchange Web Services': {
    24: {
      meaning: 'The auth certificate has expired.',
      causes: [authCertificateExpired],
      needs: /Exchange Server Auth Certificate/,
      message:
        /The Exchange certificate \[Subject\][^.]{0,40}CN=Microsoft Exchange Server Auth Certificate[^:]{0,600}expired on/i,
    },
  },
};

/** Sources whose events say nothing about the trust, though people ask (facts/oauth-outbound-admin §3.9). */
export const unrelatedEvents: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  MSExchangeTransport: {
    2004: 'TLS of an SMTP send connector; no source ties it to the auth certificate.',
  },
};
