import { nameOf, requireDomain } from '../accepted-domains.js';
import { type Cmdlet, CmdletError, delayedEffect } from '../cmdlet.js';
import { requiredIdentity } from '../given.js';
import { changeOrganization } from '../organization-change.js';

/** Remove-AcceptedDomain: tokens of its realm are those of a stranger then (facts/oauth-inbound §1.4, Organization). */
export const removeAcceptedDomain: Cmdlet = {
  name: 'Remove-AcceptedDomain',
  synopsis: 'Removes a domain from those that belong to the organisation.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: [requiredIdentity('Name of the accepted domain, or the domain itself.')],
  async run({ Identity: identity }, context) {
    const found = requireDomain(context.state.state.organization.acceptedDomains, identity as string, context);
    if (found.default) {
      throw new CmdletError(
        'InvalidOperation',
        `[lab] '${found.domainName}' is the default domain: make another one the default first.`,
      );
    }
    if (!(await context.shouldProcess({ target: nameOf(found) }))) return { output: [] };
    await changeOrganization(context, (organization) => ({
      ...organization,
      acceptedDomains: organization.acceptedDomains.filter(({ domainName }) => domainName !== found.domainName),
    }));
    return { output: [], warnings: delayedEffect(context) };
  },
};
