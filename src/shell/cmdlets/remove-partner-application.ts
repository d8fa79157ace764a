import { type Cmdlet, delayedEffect } from '../cmdlet.js';
import { requiredIdentity } from '../given.js';
import { requireNamed, without } from '../named-objects.js';
import { changeOrganization } from '../organization-change.js';

/** Remove-PartnerApplication: an application is known no longer. */
export const removePartnerApplication: Cmdlet = {
  name: 'Remove-PartnerApplication',
  synopsis: 'Removes a partner application.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: [requiredIdentity('Name or GUID of the partner application.')],
  async run({ Identity: identity }, context) {
    const found = requireNamed(context.state.state.organization.partnerApplications, identity as string, context);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changeOrganization(context, (organization) => ({
      ...organization,
      partnerApplications: without(organization.partnerApplications, found),
    }));
    return { output: [], warnings: delayedEffect(context) };
  },
};
