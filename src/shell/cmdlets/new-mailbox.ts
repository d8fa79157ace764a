import { cloudRecipient } from '../../directory/default-tenants.js';
import { findRecipient } from '../../directory/recipient.js';
import { type Cmdlet, CmdletError } from '../cmdlet.js';
import { changeTenant } from '../tenant-change.js';
import { mailboxObject } from './get-mailbox.js';

/** New-Mailbox in Exchange Online. */
export const newMailbox: Cmdlet = {
  name: 'New-Mailbox',
  synopsis: 'Makes a mailbox in Exchange Online.',
  sessions: ['Cloud'],
  parameters: [
    { name: 'Name', type: 'String', mandatory: true, position: 0, help: 'Name of the mailbox, also its alias.' },
    { name: 'MicrosoftOnlineServicesID', type: 'String', mandatory: true, help: 'User principal name and address.' },
  ],
  tableView: ['Name', 'Alias', 'PrimarySmtpAddress', 'RecipientTypeDetails'],
  async run(parameters, context) {
    const address = (parameters.MicrosoftOnlineServicesID as string).trim().toLowerCase();
    const [, alias = '', domain = ''] = /^([^@\s]+)@([^@\s]+)$/.exec(address) ?? [];
    if (alias === '') throw new CmdletError('InvalidArgument', `[lab] '${address}' is no e-mail address.`);
    const { tenant, random } = context;
    if (!tenant.domains.includes(domain)) {
      throw new CmdletError(
        'InvalidArgument',
        `[lab] '${domain}' is no verified domain of ${tenant.initialDomain}; it has ${tenant.domains.join(', ')}.`,
      );
    }
    const puid = `10032001${random.bytes(4).toString('hex').toUpperCase()}`;
    const mailbox = {
      ...cloudRecipient(alias, domain, puid, 'UserMailbox', random.uuid()),
      name: parameters.Name as string,
    };
    await changeTenant(context, (current) => {
      if (findRecipient(current.recipients, address)) {
        throw new CmdletError('ResourceExists', `[lab] '${address}' is in use in ${tenant.initialDomain} already.`);
      }
      return { ...current, recipients: [...current.recipients, mailbox] };
    });
    return { output: [mailboxObject(mailbox)] };
  },
};
