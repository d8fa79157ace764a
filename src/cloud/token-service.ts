import type { SigningKey } from '../authentication/signing-keys.js';
import { findServicePrincipal, findTenant, type Tenant } from '../directory/tenant.js';
import type { BodyHandler, SiteAnswer, SiteRequest } from '../iis/site.js';
import { base64DerOf, x5tOf } from '../pki/thumbprint.js';
import { parseServiceAudience } from '../protocol/audience.js';
import { formatFederationMetadata } from '../protocol/federation-metadata.js';
import { type MetadataDocument, metadataKey } from '../protocol/metadata-document.js';
import type { Claims } from '../protocol/token.js';
import { actorTokenClaims, clientAssertionAudience } from '../protocol/token-claims.js';
import {
  acsHost,
  acsIssuerId,
  acsTokenPath,
  entraIssuerTemplate,
  jwtBearerGrant,
  qualify,
} from '../protocol/well-known.js';
import { headerValue } from '../protocol/wire.js';
import type { TokenSigner } from '../tokens/signer.js';
import { verifyClientAssertion } from './client-assertion.js';
import { type TokenError, tokenErrors } from './token-errors.js';

export interface TokenServiceOptions {
  readonly tenants: () => readonly Tenant[];
  /** Certificates whose keys count, PEM: every token is signed with the first one's. */
  readonly certificates: readonly string[];
  readonly sign: TokenSigner;
  /** Keys that Microsoft's own services prove themselves with. */
  readonly microsoftKeys: readonly SigningKey[];
  /** Milliseconds since 1970 by the lab's clock. */
  readonly now: () => number;
}

/** `/{tenant}/metadata/json/1`: the keys Exchange verifies ACS's tokens with (facts/oauth-inbound §4.2). */
export function acsMetadata(tenantName: string, options: TokenServiceOptions): SiteAnswer {
  const tenant = findTenant(options.tenants(), tenantName);
  if (!tenant) return failure(tokenErrors.tenantUnknown(tenantName));
  const issuer = qualify(acsIssuerId, tenant.tenantId);
  const document: MetadataDocument = {
    id: `_${tenant.tenantId}`,
    version: '1.0',
    name: tenant.initialDomain,
    realm: tenant.tenantId,
    serviceName: acsIssuerId,
    issuer,
    allowedAudiences: [clientAssertionAudience(tenant.tenantId)],
    keys: options.certificates.map((one) => metadataKey({ x5t: x5tOf(one), der: base64DerOf(one) })),
    endpoints: [
      { location: `https://${acsHost}${acsTokenPath(tenant.tenantId)}`, protocol: 'OAuth2', usage: 'issuance' },
      {
        location: `https://${acsHost}${acsTokenPath(tenant.tenantId)}`,
        protocol: 'DelegationIssuance1.0',
        usage: 'issuance',
      },
    ],
  };
  return json(200, document);
}

/** `/{tenant}/federationmetadata/2007-06/federationmetadata.xml`: what an AuthServer of type AzureAD is made from. */
export function entraMetadata(tenantName: string, options: TokenServiceOptions): SiteAnswer {
  const tenant = findTenant(options.tenants(), tenantName);
  if (!tenant) return failure(tokenErrors.tenantUnknown(tenantName));
  const issuer = entraIssuerTemplate.replace('{tenantid}', tenant.tenantId);
  const passive = `https://login.windows.net/${tenant.tenantId}/wsfed`;
  const body = formatFederationMetadata(
    issuer,
    passive,
    options.certificates.map((one) => base64DerOf(one)),
  );
  return answer(200, 'application/xml; charset=utf-8', body);
}

/** `/{tenant}/tokens/OAuth/2`: an assertion in, an actor token out (facts/oauth-inbound §4.4). */
export function tokenEndpoint(request: SiteRequest, tenantName: string, options: TokenServiceOptions): BodyHandler {
  return (body) => {
    const contentType = headerValue(request.headers, 'content-type') ?? '';
    const form = new URLSearchParams(/^application\/x-www-form-urlencoded\b/i.test(contentType) ? body.toString() : '');
    const tenant = findTenant(options.tenants(), tenantName);
    if (!tenant) return failure(tokenErrors.tenantUnknown(tenantName));
    return issue(form, tenant, options);
  };
}

function issue(form: URLSearchParams, tenant: Tenant, options: TokenServiceOptions): ReturnType<BodyHandler> {
  const missing = ['grant_type', 'assertion', 'resource'].find((name) => !form.get(name));
  if (missing !== undefined) return failure(tokenErrors.parameterMissing(missing));
  const grantType = form.get('grant_type') ?? '';
  if (grantType !== jwtBearerGrant) return failure(tokenErrors.grantUnsupported(grantType));
  const verdict = verifyClientAssertion(form.get('assertion') ?? '', tenant, options.microsoftKeys, options.now());
  if ('error' in verdict) return failure(verdict.error);
  const resource = form.get('resource') ?? '';
  if (!isKnownResource(resource, tenant)) return failure(tokenErrors.resourceUnknown(resource, tenant.tenantId));
  const now = Math.floor(options.now() / 1000);
  const { appId, objectId } = verdict.servicePrincipal;
  const claims = actorTokenClaims({
    tenantId: tenant.tenantId,
    applicationId: appId,
    objectId,
    audience: resource,
    now,
  });
  const token = options.sign(claims);
  const answerWith = (accessToken: string) => tokenResponse(accessToken, claims, now);
  return typeof token === 'string' ? answerWith(token) : token.then(answerWith);
}

function tokenResponse(accessToken: string, { aud, nbf, exp }: Claims, now: number): SiteAnswer {
  return json(200, {
    token_type: 'Bearer',
    access_token: accessToken,
    expires_in: String(Number(exp) - now),
    not_before: String(nbf),
    expires_on: String(exp),
    resource: aud,
  });
}

/**
 * The application must exist in the tenant and the realm be the tenant's. The host need not be among the application's
 * ServicePrincipalNames: the seed page found that out ("AUD-Name nicht im MSOLServicePrinzipalname erforderlich").
 */
function isKnownResource(resource: string, tenant: Tenant): boolean {
  const audience = parseServiceAudience(resource);
  if (!audience || !findServicePrincipal(tenant, audience.applicationId)) return false;
  return findTenant([tenant], audience.realm) !== undefined;
}

function failure({ status, error, description }: TokenError): SiteAnswer {
  return {
    ...json(status, { error, error_description: description }),
    steps: [{ name: 'token request', verdict: 'failed', detail: description }],
  };
}

function json(status: number, body: unknown): SiteAnswer {
  return answer(status, 'application/json; charset=utf-8', JSON.stringify(body));
}

function answer(status: number, contentType: string, body: string): SiteAnswer {
  return {
    response: {
      status,
      headers: [
        ['Cache-Control', 'no-cache, no-store'],
        ['Content-Type', contentType],
        ['Server', 'Microsoft-IIS/10.0'],
      ],
      body,
    },
  };
}
