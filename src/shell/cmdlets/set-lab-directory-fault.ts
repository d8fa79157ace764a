import type { DirectoryFaults } from '../../directory/organization.js';
import { findRecipient, type Recipient } from '../../directory/recipient.js';
import type { BoundParameters, Cmdlet, CmdletContext } from '../cmdlet.js';
import { objectNotFound } from '../not-found.js';

const controllerStates = ['Up', 'Down', 'DownAtRouting'] as const;

/**
 * Set-LabDirectoryFault, a cmdlet of the lab's own: breaks Active Directory itself, so that Exchange's refusals can be seen
 * which no client provokes (facts/oauth-inbound §1.3, 8001 and 6004; §1.4 step 4).
 */
export const setLabDirectoryFault: Cmdlet = {
  name: 'Set-LabDirectoryFault',
  synopsis: '[lab] Breaks Active Directory, or mends it; no cmdlet of Exchange does that.',
  sessions: ['OnPremises'],
  parameters: [
    {
      name: 'DomainControllers',
      type: 'String',
      values: controllerStates,
      help: 'Up; Down: nothing can be asked; DownAtRouting: only the lookup of users fails.',
    },
    {
      name: 'DownLevelMailboxes',
      type: 'String[]',
      help: 'Mailboxes that sit on a server older than Exchange 2013; @() for none.',
    },
  ],
  async run(parameters, context) {
    const faults = faultsOf(parameters, context);
    await context.state.change((state) => ({
      ...state,
      organization: {
        ...state.organization,
        directoryFaults: { ...state.organization.directoryFaults, ...faults },
      },
    }));
    return { output: [] };
  },
};

function faultsOf(parameters: BoundParameters, context: CmdletContext): DirectoryFaults {
  const { DomainControllers: controllers, DownLevelMailboxes: mailboxes } = parameters;
  return {
    ...(typeof controllers === 'string' ? { domainControllers: stateOf(controllers) } : {}),
    ...(Array.isArray(mailboxes) ? { downLevelMailboxes: mailboxes.map((name) => mailbox(name, context)) } : {}),
  };
}

function stateOf(value: string): DirectoryFaults['domainControllers'] {
  switch (value as (typeof controllerStates)[number]) {
    case 'Down':
      return 'down';
    case 'DownAtRouting':
      return 'downAtRouting';
    case 'Up':
      return undefined;
  }
}

function mailbox(identity: string, context: CmdletContext): string {
  const found: Recipient | undefined = findRecipient(context.state.state.organization.recipients, identity);
  if (!found) throw objectNotFound(identity, context);
  return found.primarySmtpAddress;
}
