import { type Cmdlet, CmdletError } from '../cmdlet.js';
import { changeTenant } from '../tenant-change.js';

/** New-MgDomain, with the Confirm-MgDomain that would follow: in the lab a domain is verified at once. */
export const newMgDomain: Cmdlet = {
  name: 'New-MgDomain',
  synopsis: 'Adds a domain to the tenant; the lab verifies it at once.',
  sessions: ['Cloud'],
  parameters: [{ name: 'Id', type: 'String', mandatory: true, help: 'The domain name.' }],
  async run({ Id: id }, context) {
    const domain = (id as string).trim().toLowerCase();
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain))
      throw new CmdletError('InvalidArgument', `[lab] '${domain}' is no domain name.`);
    const owner = context.state.state.tenants.find(({ domains }) => domains.includes(domain));
    if (owner) {
      throw new CmdletError(
        'ResourceExists',
        `[lab] The domain '${domain}' is verified in ${owner.initialDomain} already; a domain can be in one tenant only.`,
      );
    }
    await changeTenant(context, (tenant) => ({ ...tenant, domains: [...tenant.domains, domain] }));
    return { output: [{ Id: domain, IsVerified: true }] };
  },
};
