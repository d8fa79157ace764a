import { cloudRecipient } from '../../directory/default-tenants.js';
import { isMailbox, type Recipient } from '../../directory/recipient.js';
import type { LabState } from '../../directory/state.js';
import type { Random } from '../../random.js';
import type { Cmdlet } from '../cmdlet.js';

/**
 * Start-ADSyncSyncCycle, of Entra Connect (Microsoft Learn, Entra Connect Sync: Scheduler). In the lab it takes new
 * mailboxes of the accepted domain over into the tenant, as mail users; changes and removals it does not, and nothing
 * synchronises by itself.
 */
export const startAdSyncSyncCycle: Cmdlet = {
  name: 'Start-ADSyncSyncCycle',
  synopsis: 'Has Entra Connect synchronise now.',
  description:
    '[lab] New on-premises mailboxes become mail users in the tenant; nothing else is carried over. An account that Entra Connect filters out (admin, in the default lab) stays out.',
  examples: ['Start-ADSyncSyncCycle -PolicyType Delta'],
  sessions: ['OnPremises'],
  parameters: [
    { name: 'PolicyType', type: 'String', values: ['Delta', 'Initial'], help: 'The lab makes no difference.' },
  ],
  tableByDefault: true,
  async run(_parameters, context) {
    await context.state.change((state) => synchronised(state, context.random));
    return { output: [{ Result: 'Success' }] };
  },
};

function synchronised(state: LabState, random: Random): LabState {
  return {
    ...state,
    tenants: state.tenants.map((tenant) => {
      const missing = state.organization.recipients.filter((recipient) => isMissing(recipient, tenant));
      if (missing.length === 0) return tenant;
      return { ...tenant, recipients: [...tenant.recipients, ...missing.map((one) => mailUser(one, random))] };
    }),
  };
}

/** Of a mailbox that lives on-premises, in a domain that the tenant has verified. */
function isMissing(recipient: Recipient, { domains, recipients }: LabState['tenants'][number]): boolean {
  const { userPrincipalName } = recipient;
  if (!isMailbox(recipient) || recipient.cloudFiltered) return false;
  if (!domains.includes(userPrincipalName.split('@')[1]?.toLowerCase() ?? '')) return false;
  return !recipients.some((one) => one.userPrincipalName.toLowerCase() === userPrincipalName.toLowerCase());
}

function mailUser({ name, alias, displayName, userPrincipalName, primarySmtpAddress }: Recipient, random: Random) {
  const puid = `10032001${random.bytes(4).toString('hex').toUpperCase()}`;
  const [, domain = ''] = userPrincipalName.split('@');
  return {
    ...cloudRecipient(alias, domain, puid, 'MailUser', random.uuid()),
    name,
    displayName,
    userPrincipalName,
    primarySmtpAddress,
    targetAddress: `SMTP:${primarySmtpAddress}`,
  };
}
