import { holderOf, primaryAddresses, upnHolderOf, withPrefix, withPrimary } from '../directory/addresses.js';
import { findRecipient, type Recipient } from '../directory/recipient.js';
import { foldCase } from '../protocol/audience.js';
import {
  type BoundParameters,
  type CmdletContext,
  CmdletError,
  type CmdletResult,
  type ParameterDefinition,
} from './cmdlet.js';
import { delayedLookup } from './delayed-lookup.js';
import { changePart, partOf } from './either-side.js';
import { listOr, textOr } from './given.js';
import { objectNotFound } from './not-found.js';
import type { PowerShellObject } from './object.js';
import { blankable } from './property.js';

/** What the cmdlets of mailboxes, remote mailboxes and mail users have in common. */

type Kind = Recipient['recipientTypeDetails'];

/** The documented properties that matter here; the order is ours. */
export function mailboxObject(recipient: Recipient): PowerShellObject {
  return {
    Name: recipient.name,
    Alias: recipient.alias,
    DisplayName: recipient.displayName,
    UserPrincipalName: blankable(recipient.userPrincipalName),
    PrimarySmtpAddress: recipient.primarySmtpAddress,
    EmailAddresses: recipient.emailAddresses,
    RecipientTypeDetails: recipient.recipientTypeDetails,
    Guid: recipient.guid,
    Identity: recipient.name,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

export const recipientTable = ['Name', 'Alias', 'PrimarySmtpAddress', 'RecipientTypeDetails'] as const;

/** What pipelines bring: an object's GUID is sure to be its own. */
export function recipientIdentity(help: string, mandatory: boolean): ParameterDefinition {
  const fromPipeline = ['Guid', 'PrimarySmtpAddress', 'Identity', 'Name'];
  return { name: 'Identity', type: 'String', position: 0, fromPipeline, help, ...(mandatory ? { mandatory } : {}) };
}

/** Recipients of one kind on the session's side: all of them, or the one that is meant. */
export function selectRecipients(kind: Kind, identity: unknown, context: CmdletContext): readonly Recipient[] {
  const all = partOf('recipients', context).filter(({ recipientTypeDetails }) => recipientTypeDetails === kind);
  if (typeof identity !== 'string') return all;
  const found = findRecipient(all, identity);
  if (!found) throw objectNotFound(identity, context);
  return [found];
}

export function requireRecipient(kind: Kind, identity: string, context: CmdletContext): Recipient {
  const [found] = selectRecipients(kind, identity, context);
  if (!found) throw objectNotFound(identity, context);
  return found;
}

/** Parameters that Set-Mailbox and Set-RemoteMailbox share. */
export const recipientSettings: readonly ParameterDefinition[] = [
  { name: 'Name', type: 'String', help: 'Another name.' },
  { name: 'Alias', type: 'String', help: 'Another alias; on-premises also the account name.' },
  { name: 'DisplayName', type: 'String', help: 'The name that is shown.' },
  { name: 'UserPrincipalName', type: 'String', session: 'OnPremises', help: 'What the account logs on with.' },
  { name: 'MicrosoftOnlineServicesID', type: 'String', session: 'Cloud', help: 'What the account logs on with.' },
  {
    name: 'EmailAddresses',
    type: 'MultiValuedProperty',
    help: "All proxy addresses, SMTP: the primary one; or @{Add='…'; Remove='…'}.",
  },
  { name: 'PrimarySmtpAddress', type: 'String', help: 'Another primary address; the old one stays as a secondary.' },
];

/** A recipient with the changes that were given; nobody else may have its addresses. */
export function changedRecipient(old: Recipient, parameters: BoundParameters, all: readonly Recipient[]): Recipient {
  const { EmailAddresses, PrimarySmtpAddress } = parameters;
  if (EmailAddresses !== undefined && PrimarySmtpAddress !== undefined) {
    throw new CmdletError('InvalidArgument', "[lab] -EmailAddresses and -PrimarySmtpAddress don't go together.");
  }
  const listed = listOr(EmailAddresses, old.emailAddresses).map(withPrefix);
  const emailAddresses =
    typeof PrimarySmtpAddress === 'string' ? withPrimary(listed, PrimarySmtpAddress.trim()) : withOnePrimary(listed);
  const recipient = {
    ...old,
    name: textOr(parameters.Name, old.name),
    alias: textOr(parameters.Alias, old.alias),
    displayName: textOr(parameters.DisplayName, old.displayName),
    userPrincipalName: textOr(
      parameters.UserPrincipalName ?? parameters.MicrosoftOnlineServicesID,
      old.userPrincipalName,
    ).trim(),
    emailAddresses,
    primarySmtpAddress: primaryAddresses(emailAddresses)[0] ?? '',
  };
  checkAddresses(recipient, all, old);
  return recipient;
}

/** Where none is marked as the primary one, the first SMTP address is (Microsoft's page). */
function withOnePrimary(addresses: readonly string[]): readonly string[] {
  const primaries = primaryAddresses(addresses);
  if (primaries.length > 1) {
    throw new CmdletError('InvalidArgument', `[lab] One address can be the primary one, not ${primaries.join(', ')}.`);
  }
  if (primaries.length === 1) return addresses;
  const first = addresses.find((address) => address.startsWith('smtp:'))?.slice('smtp:'.length);
  if (first === undefined) throw new CmdletError('InvalidArgument', '[lab] A recipient needs an SMTP address.');
  return withPrimary(addresses, first);
}

/** Exchange and Active Directory let nobody else have an address or a logon name; what they say then is not public. */
export function checkAddresses(recipient: Recipient, all: readonly Recipient[], old?: Recipient): void {
  for (const address of recipient.emailAddresses) {
    if (/^smtp:/i.test(address)) checkForm(address.slice('smtp:'.length));
    if (old?.emailAddresses.includes(address)) continue; // a duplicate that is there already is not made by this call
    const holder = holderOf(all, address, recipient);
    if (holder) throw inUse(address, holder);
  }
  if (recipient.userPrincipalName === old?.userPrincipalName) return;
  checkForm(recipient.userPrincipalName);
  const holder = upnHolderOf(all, recipient.userPrincipalName, recipient);
  if (holder) throw inUse(recipient.userPrincipalName, holder);
}

function inUse(address: string, holder: Recipient): CmdletError {
  return new CmdletError('ResourceExists', `[lab] '${address}' is in use already: '${holder.name}' has it.`);
}

function checkForm(address: string): void {
  if (/^[^@\s]+@[^@\s]+$/.test(address)) return;
  throw new CmdletError('InvalidArgument', `[lab] '${address}' is no e-mail address.`);
}

/** On-premises: all accounts lie in one container, so each has a name of its own, and an account name. */
export function checkNames(recipient: Recipient, { session }: CmdletContext, all: readonly Recipient[]): void {
  if (session === 'Cloud') return;
  const others = all.filter(({ guid }) => guid !== recipient.guid);
  for (const property of ['name', 'alias'] as const) {
    const value = recipient[property];
    if (value.trim() === '' || value.length > 64) {
      throw new CmdletError('InvalidArgument', `[lab] A ${property} has 1 to 64 characters.`);
    }
    const holder = others.find((other) => foldCase(other[property]) === foldCase(value));
    if (holder) throw inUse(value, holder);
  }
}

/** In Exchange Online addresses lie in verified domains of the tenant. */
export function checkVerified(recipient: Recipient, { session, tenant }: CmdletContext, old?: Recipient): void {
  if (session !== 'Cloud') return;
  const smtp = recipient.emailAddresses.filter((address) => /^smtp:/i.test(address));
  for (const address of smtp.filter((candidate) => !old?.emailAddresses.includes(candidate))) {
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
    if (tenant.domains.includes(domain)) continue;
    throw new CmdletError(
      'InvalidArgument',
      `[lab] '${domain}' is no verified domain of ${tenant.initialDomain}; it has ${tenant.domains.join(', ')}.`,
    );
  }
}

/** What Set-Mailbox and Set-RemoteMailbox do. */
export async function setRecipient(
  kind: Kind,
  parameters: BoundParameters,
  context: CmdletContext,
  further: (recipient: Recipient) => Recipient = (recipient) => recipient,
): Promise<CmdletResult> {
  const found = requireRecipient(kind, parameters.Identity as string, context);
  const change = (recipient: Recipient, all: readonly Recipient[]) =>
    further(changedRecipient(recipient, parameters, all));
  const current = partOf('recipients', context);
  checkVerified(change(found, current), context, found);
  checkNames(change(found, current), context, current);
  if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
  await changePart('recipients', context, (all) =>
    all.map((recipient) => (recipient.guid === found.guid ? change(recipient, all) : recipient)),
  );
  return { output: [], warnings: delayedLookup(context) };
}
