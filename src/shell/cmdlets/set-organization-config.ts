import { type Cmdlet, delayedEffect } from '../cmdlet.js';
import { flagOr } from '../given.js';
import { changeOrganization } from '../organization-change.js';

/**
 * Set-OrganizationConfig -OAuth2ClientProfileEnabled: offers Modern Authentication to clients, or does not
 * (facts/oauth-inbound §7). -EnableAuthAdminReadSession is for Exchange in a child domain (facts/oauth-outbound-admin §3.3):
 * it is kept, the lab has one domain.
 */
export const setOrganizationConfig: Cmdlet = {
  name: 'Set-OrganizationConfig',
  synopsis: 'Changes the settings of the organisation that concern OAuth.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    {
      name: 'OAuth2ClientProfileEnabled',
      type: 'Boolean',
      help: 'Whether clients such as Outlook are offered Modern Authentication.',
    },
    {
      name: 'EnableAuthAdminReadSession',
      type: 'Boolean',
      help: 'Whether the AuthAdmin servicelet reads the root domain as well; kept, without effect.',
    },
  ],
  async run({ OAuth2ClientProfileEnabled: offered, EnableAuthAdminReadSession: readSession }, context) {
    const { name } = context.state.state.organization;
    if (!(await context.shouldProcess({ target: name }))) return { output: [] };
    await changeOrganization(context, (organization) => ({
      ...organization,
      oAuth2ClientProfileEnabled: flagOr(offered, organization.oAuth2ClientProfileEnabled ?? true),
      enableAuthAdminReadSession: flagOr(readSession, organization.enableAuthAdminReadSession),
    }));
    return { output: [], warnings: offered === undefined ? [] : delayedEffect(context) };
  },
};
