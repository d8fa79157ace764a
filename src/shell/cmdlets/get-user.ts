import { findAccountName } from '../../directory/account.js';
import { findRecipient, type Recipient } from '../../directory/recipient.js';
import type { Cmdlet, CmdletContext, PowerShellObject } from '../cmdlet.js';
import { partOf } from '../either-side.js';
import { objectNotFound } from '../not-found.js';
import { blankable } from '../property.js';
import { recipientIdentity } from '../recipients.js';

/** Get-User: every user of the session's side, the accounts of partner applications too (facts/oauth-outbound-admin §3.6). */
export const getUser: Cmdlet = {
  name: 'Get-User',
  synopsis: 'Shows users, and the accounts of partner applications.',
  examples: ['Get-User "Exchange Online-ApplicationAccount" | fl RecipientTypeDetails,UserAccountControl'],
  sessions: ['OnPremises', 'Cloud'],
  parameters: [recipientIdentity('Name, address, GUID or account of one user.', false)],
  tableView: ['Name', 'RecipientType'],
  run({ Identity: identity }, context) {
    const people = partOf('recipients', context);
    const accounts = applicationAccounts(context);
    if (typeof identity !== 'string') return { output: [...people.map(userObject), ...accounts.map(accountObject)] };
    const person = findRecipient(people, identity);
    if (person) return { output: [userObject(person)] };
    const account = findAccountName(context.state.state.organization, identity);
    if (account === undefined || !accounts.includes(account)) throw objectNotFound(identity, context);
    return { output: [accountObject(account)] };
  },
};

function applicationAccounts({ session, state }: CmdletContext): readonly string[] {
  return session === 'Cloud' ? [] : (state.state.organization.applicationAccounts ?? []);
}

/** The documented properties that matter here; the order is ours. */
function userObject(user: Recipient): PowerShellObject {
  const hasMailbox = user.recipientTypeDetails === 'UserMailbox';
  return {
    Name: user.name,
    DisplayName: user.displayName,
    SamAccountName: user.sid === undefined ? null : user.alias,
    Sid: user.sid ?? null,
    UserPrincipalName: blankable(user.userPrincipalName),
    WindowsEmailAddress: user.primarySmtpAddress,
    RecipientType: hasMailbox ? 'UserMailbox' : 'MailUser',
    RecipientTypeDetails: user.recipientTypeDetails,
    UserAccountControl: 'NormalAccount',
    AuthenticationPolicy: user.authenticationPolicy ?? null,
    Identity: user.name,
    Guid: user.guid,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

/** A healthy application account: disabled, and nobody's (facts/oauth-outbound-admin §3.6). */
function accountObject(account: string): PowerShellObject {
  const name = account.slice(account.lastIndexOf('/') + 1);
  return {
    Name: name,
    DisplayName: name,
    RecipientType: 'User',
    RecipientTypeDetails: 'LinkedUser',
    UserAccountControl: 'AccountDisabled, PasswordNotRequired, NormalAccount',
    Identity: account,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}
