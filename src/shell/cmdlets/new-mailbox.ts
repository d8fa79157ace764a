import { cloudRecipient } from '../../directory/default-tenants.js';
import { defaultDomain } from '../../directory/organization.js';
import type { Recipient } from '../../directory/recipient.js';
import { type BoundParameters, type Cmdlet, type CmdletContext, CmdletError } from '../cmdlet.js';
import { delayedLookup } from '../delayed-lookup.js';
import { changePart, partOf } from '../either-side.js';
import { checkAddresses, checkNames, checkVerified, mailboxObject, recipientTable } from '../recipients.js';

/** New-Mailbox: on-premises with an account in Active Directory, in Exchange Online with one in Entra. Nothing is synchronised. */
export const newMailbox: Cmdlet = {
  name: 'New-Mailbox',
  synopsis: 'Makes a user and his mailbox.',
  examples: ['New-Mailbox -Name user4 -UserPrincipalName user4@msxfaq.de -Password Lab-Passw0rd'],
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  parameters: [
    { name: 'Name', type: 'String', mandatory: true, position: 0, help: 'Name of the mailbox.' },
    {
      name: 'UserPrincipalName',
      type: 'String',
      mandatory: true,
      session: 'OnPremises',
      help: 'What the account logs on with.',
    },
    { name: 'Password', type: 'SecureString', mandatory: true, session: 'OnPremises', help: 'Its password.' },
    {
      name: 'MicrosoftOnlineServicesID',
      type: 'String',
      mandatory: true,
      session: 'Cloud',
      help: 'User principal name and address.',
    },
    { name: 'Alias', type: 'String', help: 'Its alias; what stands before the @ when left out.' },
    { name: 'DisplayName', type: 'String', help: 'The name that is shown.' },
    {
      name: 'PrimarySmtpAddress',
      type: 'String',
      help: 'Its address; on-premises the alias in the default domain when left out.',
    },
  ],
  tableView: recipientTable,
  async run(parameters, context) {
    const mailbox = context.session === 'Cloud' ? inCloud(parameters, context) : onPremises(parameters, context);
    const check = (all: readonly Recipient[]) => {
      checkAddresses(mailbox, all);
      checkVerified(mailbox, context);
      checkNames(mailbox, context, all);
    };
    check(partOf('recipients', context));
    if (!(await context.shouldProcess({ target: mailbox.name }))) return { output: [] };
    await changePart('recipients', context, (all) => {
      check(all); // another call may have been quicker
      return [...all, mailbox];
    });
    return { output: [mailboxObject(mailbox)], warnings: delayedLookup(context) };
  },
};

function inCloud(parameters: BoundParameters, { random }: CmdletContext): Recipient {
  const address = (parameters.MicrosoftOnlineServicesID as string).trim().toLowerCase();
  const [, alias, domain] = partsOf(address);
  const puid = `10032001${random.bytes(4).toString('hex').toUpperCase()}`;
  return named({ ...cloudRecipient(alias, domain, puid, 'UserMailbox', random.uuid()), displayName: '' }, parameters);
}

/** With the next SID of the domain. Exchange gives no `sip:` address; Skype for Business would. */
function onPremises(parameters: BoundParameters, { random, state }: CmdletContext): Recipient {
  const { organization } = state.state;
  const userPrincipalName = (parameters.UserPrincipalName as string).trim();
  const [, alias] = partsOf(userPrincipalName);
  const address = `${(parameters.Alias as string | undefined) ?? alias}@${defaultDomain(organization)}`;
  return named(
    {
      guid: random.uuid(),
      name: '',
      alias,
      displayName: '',
      userPrincipalName,
      primarySmtpAddress: address,
      emailAddresses: [`SMTP:${address}`],
      recipientTypeDetails: 'UserMailbox',
      sid: nextSid(organization.recipients),
      password: parameters.Password as string,
    },
    parameters,
  );
}

function named(mailbox: Recipient, parameters: BoundParameters): Recipient {
  const { Name, Alias, DisplayName, PrimarySmtpAddress } = parameters as {
    readonly [name: string]: string | undefined;
  };
  const primarySmtpAddress = PrimarySmtpAddress?.trim() ?? mailbox.primarySmtpAddress;
  const others = mailbox.emailAddresses.filter((address) => !address.startsWith('SMTP:'));
  return {
    ...mailbox,
    name: Name ?? '',
    alias: Alias ?? mailbox.alias,
    displayName: DisplayName ?? Name ?? '',
    primarySmtpAddress,
    emailAddresses: [`SMTP:${primarySmtpAddress}`, ...others],
  };
}

function partsOf(address: string): readonly [whole: string, alias: string, domain: string] {
  const [whole, alias, domain] = /^([^@\s]+)@([^@\s]+)$/.exec(address) ?? [];
  if (whole && alias && domain) return [whole, alias, domain];
  throw new CmdletError('InvalidArgument', `[lab] '${address}' is no e-mail address.`);
}

/** One higher than the highest that was given out. */
function nextSid(recipients: readonly Recipient[]): string {
  const known = recipients.flatMap(({ sid = '' }) => {
    const [, domain, rid] = /^(S-1-5-21-\d+-\d+-\d+)-(\d+)$/.exec(sid) ?? [];
    return domain !== undefined && rid !== undefined ? [{ domain, rid: Number(rid) }] : [];
  });
  const highest = known.toSorted((a, b) => b.rid - a.rid)[0] ?? { domain: 'S-1-5-21-1-1-1', rid: 1600 };
  return `${highest.domain}-${highest.rid + 1}`;
}
