import type { Organization } from '../../directory/organization.js';
import type { Cmdlet, PowerShellObject } from '../cmdlet.js';

/** Get-OrganizationConfig: what of it concerns OAuth (facts/oauth-inbound §1.4 step 3, §7). */
export const getOrganizationConfig: Cmdlet = {
  name: 'Get-OrganizationConfig',
  synopsis: 'Shows the settings of the organisation that concern OAuth.',
  sessions: ['OnPremises'],
  parameters: [],
  run: (_, { state }) => ({ output: [organizationConfigObject(state.state.organization)] }),
};

/** Properties that the lab lacks are left out. */
function organizationConfigObject(organization: Organization): PowerShellObject {
  return {
    OAuth2ClientProfileEnabled: organization.oAuth2ClientProfileEnabled ?? true,
    EnableAuthAdminReadSession: organization.enableAuthAdminReadSession,
    Name: organization.name,
    Identity: organization.name,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}
