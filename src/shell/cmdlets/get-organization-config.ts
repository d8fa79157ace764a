import type { Organization } from '../../directory/organization.js';
import type { Tenant } from '../../directory/tenant.js';
import type { Cmdlet, PowerShellObject } from '../cmdlet.js';

/** Get-OrganizationConfig: what of it concerns OAuth (facts/oauth-inbound §1.4 step 3, §7). */
export const getOrganizationConfig: Cmdlet = {
  name: 'Get-OrganizationConfig',
  synopsis: 'Shows the settings of the organisation that concern OAuth.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [],
  run: (_, { session, state, tenant }) => ({
    output: [session === 'Cloud' ? onlineConfigObject(tenant) : organizationConfigObject(state.state.organization)],
  }),
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

/** Exchange Online's, what of it concerns EWS (facts/oauth-outbound-admin §3.8). */
function onlineConfigObject({ ews, initialDomain }: Tenant): PowerShellObject {
  return {
    EwsEnabled: ews.enabled,
    EwsAllowedAppIDs: ews.allowedAppIds,
    Name: initialDomain,
    Identity: initialDomain,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}
