import { formatServiceAudience } from './audience.js';
import type { Claims } from './token.js';
import {
  acsHost,
  acsIssuerId,
  callbackVersion,
  entraIssuerTemplate,
  exchangeApplicationId,
  qualify,
} from './well-known.js';

/** Shapes of the tokens that travel in a hybrid, as claims; times in seconds since 1970 (facts/oauth-inbound §3). */

const hour = 3600;

/** Header of an unsigned user context (facts/oauth-inbound §3.1). */
export const unsignedHeader: Claims = { typ: 'JWT', alg: 'none' };

/** Header of a token signed with the key of a certificate; ACS names the key twice (facts/oauth-inbound §3.2). */
export function signedHeader(x5t: string, withKeyId = false): Claims {
  return withKeyId ? { typ: 'JWT', alg: 'RS256', x5t, kid: x5t } : { typ: 'JWT', alg: 'RS256', x5t };
}

/** A user as a user context names him; an empty value is left out. */
export interface UserContext {
  /** A PUID from the cloud, a SID from on-premises. */
  readonly nameId: string;
  /** Who vouches for nameId, one of `nameIdIssuers`. */
  readonly nii: string;
  readonly userPrincipalName: string;
  readonly smtpAddress: string;
  readonly sipAddress: string;
}

/** The unsigned outer token of an act-as call: 8 hours, the actor token inside (facts/oauth-inbound §3.1, facts/oauth-outbound-admin §1.6). */
export function userContextClaims(
  user: UserContext,
  options: {
    readonly applicationId: string;
    readonly realm: string;
    readonly audience: string;
    readonly actorToken: string;
    readonly now: number;
  },
): Claims {
  const named = {
    nameid: user.nameId,
    nii: user.nii,
    upn: user.userPrincipalName,
    smtp: user.smtpAddress,
    sip: user.sipAddress,
  };
  return {
    iss: qualify(options.applicationId, options.realm),
    aud: options.audience,
    iat: options.now,
    nbf: options.now,
    exp: options.now + 8 * hour,
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== '')),
    actortoken: options.actorToken,
  };
}

/** The token ACS issues to an application: 86,700 seconds from a begin 5 minutes back (facts/oauth-inbound §3.2, decoded in 2025). */
export function actorTokenClaims(options: {
  readonly tenantId: string;
  readonly applicationId: string;
  /** Object id of the application's service principal in the tenant. */
  readonly objectId: string;
  readonly audience: string;
  readonly now: number;
}): Claims {
  const issuer = qualify(acsIssuerId, options.tenantId);
  const notBefore = options.now - 300;
  return {
    aud: options.audience,
    iss: issuer,
    iat: options.now,
    nbf: notBefore,
    exp: notBefore + 86_700,
    identityprovider: issuer,
    nameid: qualify(options.applicationId, options.tenantId),
    oid: options.objectId,
    sub: options.objectId,
    trustedfordelegation: 'true',
    xms_spcu: 'true',
  };
}

/** A token an application signs for itself, 24 hours (facts/oauth-inbound §3.4). */
export function selfIssuedClaims(options: {
  readonly applicationId: string;
  readonly realm: string;
  readonly host: string;
  /** Left out: Exchange on that host. */
  readonly audience?: string;
  readonly now: number;
}): Claims {
  const self = qualify(options.applicationId, options.realm);
  return {
    iss: self,
    aud: options.audience ?? formatServiceAudience(options.host, options.realm),
    nbf: options.now,
    exp: options.now + 24 * hour,
    nameid: self,
    trustedfordelegation: 'true',
  };
}

/** What a server sends an auth server to prove who it is, 10 minutes (facts/oauth-inbound §3.5). */
export function clientAssertionClaims(options: {
  readonly applicationId: string;
  readonly realm: string;
  readonly audience: string;
  readonly now: number;
}): Claims {
  return {
    iss: qualify(options.applicationId, options.realm),
    aud: options.audience,
    nbf: options.now,
    exp: options.now + 600,
  };
}

/** `00000001-…/accounts.accesscontrol.windows.net@realm` */
export function clientAssertionAudience(realm: string): string {
  return formatServiceAudience(acsHost, realm, acsIssuerId);
}

/** Entra's access token of Hybrid Modern Authentication, as Exchange's checks describe it (facts/oauth-inbound §3.6; no decoded sample is public). */
export function hmaClaims(options: {
  readonly tenantId: string;
  readonly host: string;
  readonly applicationId: string;
  readonly userPrincipalName: string;
  readonly sid: string | undefined;
  readonly now: number;
}): Claims {
  return {
    aud: `https://${options.host}/`,
    iss: entraIssuerTemplate.replace('{tenantid}', options.tenantId),
    iat: options.now,
    nbf: options.now,
    exp: options.now + hour,
    appid: options.applicationId,
    scp: 'user_impersonation',
    tid: options.tenantId,
    upn: options.userPrincipalName,
    ver: '1.0',
    ...(options.sid === undefined ? {} : { onprem_sid: options.sid }),
  };
}

/** Exchange's own token for a callback of an add-in, 8 hours (facts/oauth-inbound §3.8). */
export function callbackClaims(options: {
  readonly metadataHost: string;
  readonly audience: string;
  readonly userGuid: string;
  readonly metadataPath: string;
  readonly now: number;
}): Claims {
  const appContext = {
    msexchuid: options.userGuid,
    version: callbackVersion,
    amurl: `https://${options.metadataHost}:443${options.metadataPath}`,
  };
  return {
    iss: qualify(exchangeApplicationId, options.metadataHost),
    aud: options.audience,
    nbf: options.now,
    exp: options.now + 8 * hour,
    appctxsender: options.audience,
    isbrowserhostedapp: 'true',
    appctx: JSON.stringify(appContext),
  };
}
