import { type Cmdlet, delayedEffect } from '../cmdlet.js';
import { requiredIdentity } from '../given.js';
import { objectNotFound } from '../not-found.js';
import { changeOrganization } from '../organization-change.js';
import { findAuthServer } from './get-auth-server.js';

/** Remove-AuthServer: an issuer is trusted no longer. */
export const removeAuthServer: Cmdlet = {
  name: 'Remove-AuthServer',
  synopsis: 'Stops trusting an issuer of tokens.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: [requiredIdentity('Name or GUID of the auth server.')],
  async run({ Identity: identity }, context) {
    const found = findAuthServer(context.state.state.organization.authServers, identity as string);
    if (!found) throw objectNotFound(identity as string, context);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changeOrganization(context, (organization) => ({
      ...organization,
      authServers: organization.authServers.filter(({ guid }) => guid !== found.guid),
    }));
    return { output: [], warnings: delayedEffect(context) };
  },
};
