import { type Cmdlet, CmdletError } from '../cmdlet.js';
import { recipientIdentity, recipientSettings, setRecipient } from '../recipients.js';

/** Set-RemoteMailbox: names, addresses, and where its mail goes. */
export const setRemoteMailbox: Cmdlet = {
  name: 'Set-RemoteMailbox',
  synopsis: 'Changes a user whose mailbox is in Exchange Online.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    recipientIdentity('Address, alias, name or GUID.', true),
    ...recipientSettings.filter(({ session }) => session !== 'Cloud'),
    { name: 'RemoteRoutingAddress', type: 'String', help: 'Address of the mailbox in Exchange Online.' },
  ],
  run(parameters, context) {
    const given = parameters.RemoteRoutingAddress as string | undefined;
    const address = given?.replace(/^smtp:/i, '').trim();
    if (address !== undefined && !/^[^@\s]+@[^@\s]+$/.test(address)) {
      throw new CmdletError('InvalidArgument', `[lab] '${address}' is no e-mail address.`);
    }
    const targetAddress = address === undefined ? {} : { targetAddress: `SMTP:${address}` };
    return setRecipient('RemoteUserMailbox', parameters, context, (recipient) => ({ ...recipient, ...targetAddress }));
  },
};
