import { findRecipient } from '../../directory/recipient.js';
import { type Cmdlet, CmdletError } from '../cmdlet.js';

/** Set-ADAccountPassword of the Active Directory module, for those who want to see a wrong password. */
export const setAdAccountPassword: Cmdlet = {
  name: 'Set-ADAccountPassword',
  synopsis: 'Changes the password of an account on-premises.',
  sessions: ['OnPremises'],
  parameters: [
    { name: 'Identity', type: 'String', mandatory: true, position: 0, help: 'Account name, UPN or address.' },
    { name: 'NewPassword', type: 'String', mandatory: true, help: 'The new password, as plain text.' },
    { name: 'Reset', type: 'SwitchParameter', help: 'Accepted: a lab never asks for the old one.' },
  ],
  async run(parameters, { state }) {
    const identity = parameters.Identity as string;
    const { recipients, acceptedDomains } = state.state.organization;
    const found = findRecipient(recipients, identity);
    if (!found) {
      const root = (acceptedDomains[0]?.domainName ?? '')
        .split('.')
        .map((label) => `DC=${label}`)
        .join(',');
      throw new CmdletError('ObjectNotFound', `Cannot find an object with identity: '${identity}' under: '${root}'.`);
    }
    const password = parameters.NewPassword as string;
    await state.change((current) => ({
      ...current,
      organization: {
        ...current.organization,
        recipients: current.organization.recipients.map((one) =>
          one.guid === found.guid ? { ...one, password } : one,
        ),
      },
    }));
    return { output: [] };
  },
};
