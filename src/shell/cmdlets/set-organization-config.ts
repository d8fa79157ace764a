import { type BoundParameters, type Cmdlet, type CmdletContext, type CmdletResult, delayedEffect } from '../cmdlet.js';
import { flagOr, listOr } from '../given.js';
import { changeOrganization } from '../organization-change.js';
import { changeTenant } from '../tenant-change.js';

/**
 * Set-OrganizationConfig -OAuth2ClientProfileEnabled: offers Modern Authentication to clients, or does not
 * (facts/oauth-inbound §7). -EnableAuthAdminReadSession is for Exchange in a child domain (facts/oauth-outbound-admin §3.3):
 * it is kept, the lab has one domain.
 */
export const setOrganizationConfig: Cmdlet = {
  name: 'Set-OrganizationConfig',
  synopsis: 'Changes the settings of the organisation that concern OAuth.',
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  parameters: [
    {
      name: 'OAuth2ClientProfileEnabled',
      type: 'Boolean',
      session: 'OnPremises',
      help: 'Whether clients such as Outlook are offered Modern Authentication.',
    },
    {
      name: 'EnableAuthAdminReadSession',
      type: 'Boolean',
      session: 'OnPremises',
      help: 'Whether the AuthAdmin servicelet reads the root domain as well; kept, without effect.',
    },
    {
      name: 'EwsEnabled',
      type: 'Boolean',
      session: 'Cloud',
      help: 'Whether Exchange Online takes EWS for this tenant.',
    },
    {
      name: 'EwsAllowedAppIDs',
      type: 'MultiValuedProperty',
      session: 'Cloud',
      help: 'With -EwsEnabled $true: the applications that may come; all of them while it is empty.',
    },
  ],
  async run(parameters, context) {
    if (context.session === 'Cloud') return setOnline(parameters, context);
    const { OAuth2ClientProfileEnabled: offered, EnableAuthAdminReadSession: readSession } = parameters;
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

/** EWS in Exchange Online (facts/oauth-outbound-admin §3.8): in the lab it counts at once, in life within 24 hours. */
async function setOnline(parameters: BoundParameters, context: CmdletContext): Promise<CmdletResult> {
  const { EwsEnabled: enabled, EwsAllowedAppIDs: allowed } = parameters;
  if (!(await context.shouldProcess({ target: context.tenant.initialDomain }))) return { output: [] };
  await changeTenant(context, (tenant) => ({
    ...tenant,
    ews: {
      enabled: typeof enabled === 'boolean' ? enabled : tenant.ews.enabled,
      allowedAppIds: listOr(allowed, tenant.ews.allowedAppIds),
    },
  }));
  return { output: [] };
}
