import type { Organization } from '../directory/organization.js';
import type { Tenant } from '../directory/tenant.js';
import type { CmdletContext } from './cmdlet.js';
import { changeOrganization } from './organization-change.js';
import { changeTenant } from './tenant-change.js';

/** Parts that an organisation and a tenant both have; a cmdlet of both sessions works on that of its own. */
type EitherSide = Pick<
  Organization & Tenant,
  'recipients' | 'intraOrganizationConnectors' | 'organizationRelationships' | 'authenticationPolicies'
>;

/** The part as it is on the side of the session. */
export function partOf<Part extends keyof EitherSide>(
  part: Part,
  { session, tenant, state }: CmdletContext,
): EitherSide[Part] {
  return session === 'Cloud' ? tenant[part] : state.state.organization[part];
}

/** Changes it there. */
export function changePart<Part extends keyof EitherSide>(
  part: Part,
  context: CmdletContext,
  transition: (current: EitherSide[Part]) => EitherSide[Part],
): Promise<void> {
  if (context.session === 'Cloud') {
    return changeTenant(context, (tenant) => ({ ...tenant, [part]: transition(tenant[part]) }));
  }
  return changeOrganization(context, (organization) => ({ ...organization, [part]: transition(organization[part]) }));
}
