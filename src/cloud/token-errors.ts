import type { KeyCredential } from '../directory/tenant.js';

/** An OAuth error of the token service (RFC 6749 §5.2) in Entra's words. */
export interface TokenError {
  readonly status: 400 | 401;
  readonly error: string;
  readonly description: string;
}

/** Every error the token service has, with what is known of its words. */
export const tokenErrors = {
  /** facts/oauth-inbound §4.4, verbatim: the bracket is not closed there. */
  keyNotFound: (thumbprint: string): TokenError => ({
    status: 401,
    error: 'invalid_client',
    description: `AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '${thumbprint}'.`,
  }),
  /** The same of an application of the tenant's own: Entra's newer words (facts/oauth-outbound-admin §1.8 F18, §6.2 B01, B11). */
  applicationKeyNotFound: (thumbprint: string): TokenError => ({
    status: 401,
    error: 'invalid_client',
    description: `AADSTS700027: Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '${thumbprint}'.]`,
  }),
  /** The number is that of the other reasons; what Entra says of a key credential that has ended is not in the facts. */
  keyOutOfTime: (thumbprint: string, { startDateTime, endDateTime }: KeyCredential): TokenError => ({
    status: 401,
    error: 'invalid_client',
    description: `AADSTS700027: Client assertion contains an invalid signature. [lab] The key credential is valid from ${startDateTime} to ${endDateTime} only, thumbprint of key used by client: '${thumbprint}'.`,
  }),
  /** Entra wording from public threads. */
  signatureWrong: (thumbprint: string): TokenError => ({
    status: 401,
    error: 'invalid_client',
    description: `AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid signature. [Reason - The key was found, but use of the key to verify the signature failed., Thumbprint of key used by client: '${thumbprint}'.]`,
  }),
  /** facts/oauth-outbound-admin §1.8 F19. */
  assertionOutOfTime: (now: string): TokenError => ({
    status: 401,
    error: 'invalid_client',
    description: `AADSTS700024: Client assertion is not within its valid time range. Current time: ${now}.`,
  }),
  /** facts/oauth-outbound-admin §1.8 F20. */
  applicationUnknown: (applicationId: string, tenant: string): TokenError => ({
    status: 400,
    error: 'unauthorized_client',
    description: `AADSTS700016: Application with identifier '${applicationId}' was not found in the directory '${tenant}'.`,
  }),
  /** facts/oauth-inbound §4.4, verbatim. */
  resourceUnknown: (resource: string, tenant: string): TokenError => ({
    status: 400,
    error: 'invalid_resource',
    description: `AADSTS500011: The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  }),
  /** Entra wording from public threads. */
  tenantUnknown: (tenant: string): TokenError => ({
    status: 400,
    error: 'invalid_request',
    description: `AADSTS90002: Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  }),
  /** Entra wording from public threads. */
  parameterMissing: (parameter: string): TokenError => ({
    status: 400,
    error: 'invalid_request',
    description: `AADSTS900144: The request body must contain the following parameter: '${parameter}'.`,
  }),
  /** Entra wording from public threads. */
  grantUnsupported: (grantType: string): TokenError => ({
    status: 400,
    error: 'unsupported_grant_type',
    description: `AADSTS70003: The app requested an unsupported grant type '${grantType}'.`,
  }),
  /** Entra's number for an assertion it can't read; the sentence behind it is ours. */
  assertionUnreadable: (why: string): TokenError => ({
    status: 400,
    error: 'invalid_request',
    description: `AADSTS50027: JWT token is invalid or malformed. [lab] ${why}`,
  }),
} as const;
