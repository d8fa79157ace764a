import { type Cmdlet, CmdletError } from '../cmdlet.js';
import { changeTenant } from '../tenant-change.js';

/** Set-LabTenant, a cmdlet of the lab's own: what Microsoft decides for a tenant (facts/oauth-outbound-admin §3.8). */
export const setLabTenant: Cmdlet = {
  name: 'Set-LabTenant',
  synopsis:
    '[lab] Makes the tenant refuse the shared service principal, as real ones have since 31 October 2025, or take it.',
  sessions: ['Cloud'],
  supportsShouldProcess: true,
  parameters: [
    {
      name: 'SharedPrincipalBlocked',
      type: 'Boolean',
      help: 'Whether Exchange Online refuses on-premises servers that come as 00000002-….',
    },
  ],
  async run({ SharedPrincipalBlocked: blocked }, context) {
    if (typeof blocked !== 'boolean') throw new CmdletError('InvalidArgument', '[lab] There is nothing to change.');
    if (!(await context.shouldProcess({ target: context.tenant.initialDomain }))) return { output: [] };
    await changeTenant(context, (tenant) => ({ ...tenant, sharedPrincipalBlocked: blocked }));
    return { output: [] };
  },
};
