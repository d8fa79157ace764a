import { type Cmdlet, CmdletError } from '../cmdlet.js';
import { objectNotFound } from '../not-found.js';
import { changeTenant } from '../tenant-change.js';

/** Remove-MgDomain: the domain leaves the tenant, and may go to another one. */
export const removeMgDomain: Cmdlet = {
  name: 'Remove-MgDomain',
  synopsis: 'Removes a domain from the tenant.',
  sessions: ['Cloud'],
  parameters: [{ name: 'DomainId', type: 'String', mandatory: true, help: 'The domain name.' }],
  async run({ DomainId: id }, context) {
    const domain = (id as string).trim().toLowerCase();
    const { tenant } = context;
    if (!tenant.domains.includes(domain)) throw objectNotFound(domain, context);
    if (domain === tenant.initialDomain)
      throw new CmdletError('InvalidOperation', `[lab] The initial domain '${domain}' can't be removed.`);
    const user = tenant.recipients.find(
      ({ primarySmtpAddress, recipientTypeDetails }) =>
        primarySmtpAddress.endsWith(`@${domain}`) && recipientTypeDetails === 'UserMailbox',
    );
    if (user)
      throw new CmdletError(
        'InvalidOperation',
        `[lab] The domain '${domain}' is in use: remove the mailbox ${user.primarySmtpAddress} first.`,
      );
    await changeTenant(context, (current) => ({
      ...current,
      domains: current.domains.filter((candidate) => candidate !== domain),
    }));
    return { output: [] };
  },
};
