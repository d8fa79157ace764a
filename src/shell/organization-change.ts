import type { Organization } from '../directory/organization.js';
import type { LabContext } from './cmdlet.js';

/** Changes the on-premises organisation; the transition sees it as it is when its turn comes. */
export function changeOrganization(
  { state }: LabContext,
  transition: (organization: Organization) => Organization,
): Promise<void> {
  return state.change((current) => {
    const organization = transition(current.organization);
    return organization === current.organization ? current : { ...current, organization };
  });
}
