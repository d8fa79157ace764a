import type { Admission } from '../authentication/door.js';
import type { Findings } from '../authentication/judgement.js';
import { findApplication, findTenant, type Tenant } from '../directory/tenant.js';
import { sameText } from '../protocol/audience.js';
import { exchangeApplicationId, fullAccessAsApp } from '../protocol/well-known.js';

/**
 * What a tenant's settings make of a caller whose token is good: a bare 403, the body and diagnostics of which are unknown
 * (facts/oauth-outbound-admin §1.8 F24, §7.7). That it comes after the judgement of the token is inferred.
 */
export function admittedByTenant(admission: Admission, tenants: readonly Tenant[]): Admission {
  if (!admission.admitted) return admission;
  const why = whyRefused(admission.admitted, tenants);
  if (why === undefined) return admission;
  const { steps, token } = admission;
  return {
    steps: [...steps, { name: 'tenant', verdict: 'failed', detail: why }],
    token,
    rejected: { status: 403, headers: { moduleDiagnostics: [], challenge: [] } },
  };
}

function whyRefused({ realm, application }: Findings, tenants: readonly Tenant[]): string | undefined {
  const tenant = findTenant(tenants, realm ?? '');
  if (!tenant) return undefined;
  const { enabled, allowedAppIds } = tenant.ews;
  if (enabled === false) return 'EwsEnabled is False in this tenant.';
  if (!application) return undefined;
  const { id } = application;
  // Without EwsEnabled nobody looks at the list, and an empty one is none: inferred (facts/oauth-outbound-admin §3.8).
  if (enabled && allowedAppIds.length > 0 && !allowedAppIds.some((allowed) => sameText(allowed, id)))
    return `'${id}' is not on this tenant's EwsAllowedAppIDs.`;
  if (sameText(id, exchangeApplicationId))
    return tenant.sharedPrincipalBlocked ? `This tenant refuses the shared service principal '${id}'.` : undefined;
  return whyApplicationRefused(tenant, id);
}

/** The dedicated application has what it asks for once an administrator has consented (facts/oauth-outbound-admin §6.2 B10). */
function whyApplicationRefused(tenant: Tenant, id: string): string | undefined {
  const application = findApplication(tenant, id);
  if (!application) return undefined;
  if (!application.adminConsent) return `Nobody has consented to the permissions of '${application.displayName}'.`;
  const isPermitted = application.requiredAppRoles.includes(fullAccessAsApp);
  return isPermitted ? undefined : `'${application.displayName}' lacks the permission full_access_as_app.`;
}
