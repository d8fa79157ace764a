import { directoryDomain } from '../directory/account.js';
import { primaryAddresses, upnHolderOf } from '../directory/addresses.js';
import { findRecipient, type Recipient } from '../directory/recipient.js';
import { type BoundParameters, type CmdletContext, CmdletError, type PowerShellObject } from './cmdlet.js';

/** Active Directory as its own module sees it: attributes, and none of Exchange's rules for them. */

/** An account; the error is that of the Active Directory module. */
export function requireAccount(identity: string, { state }: CmdletContext): Recipient {
  const { organization } = state.state;
  const found = findRecipient(organization.recipients, identity);
  if (found) return found;
  const root = directoryDomain(organization)
    .split('.')
    .map((label) => `DC=${label}`)
    .join(',');
  throw new CmdletError('ObjectNotFound', `Cannot find an object with identity: '${identity}' under: '${root}'.`);
}

type Values = readonly string[];

/** An attribute of LDAP: where the lab keeps its values. */
interface Attribute {
  readonly name: string;
  readonly single: boolean;
  read(account: Recipient): Values;
  write(account: Recipient, values: Values): Recipient;
}

const attributes: readonly Attribute[] = [
  {
    name: 'proxyAddresses',
    single: false,
    read: ({ emailAddresses }) => emailAddresses,
    write: (account, emailAddresses) => ({
      ...account,
      emailAddresses,
      primarySmtpAddress: primaryAddresses(emailAddresses)[0] ?? '',
    }),
  },
  {
    name: 'userPrincipalName',
    single: true,
    read: ({ userPrincipalName }) => present(userPrincipalName),
    write: (account, [userPrincipalName = '']) => ({ ...account, userPrincipalName }),
  },
  {
    name: 'displayName',
    single: true,
    read: ({ displayName }) => present(displayName),
    write: (account, [displayName = '']) => ({ ...account, displayName }),
  },
  {
    name: 'targetAddress',
    single: true,
    read: ({ targetAddress = '' }) => present(targetAddress),
    write: (account, [targetAddress]) => ({ ...account, targetAddress }),
  },
];

function present(text: string): Values {
  return text === '' ? [] : [text];
}

function attribute(name: string): Attribute {
  const found = attributes.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const known = attributes.map((one) => one.name).join(', ');
  throw new CmdletError('InvalidArgument', `[lab] There is no attribute '${name}' in this lab; it has ${known}.`);
}

/** -Remove, -Add, -Replace and -Clear, in the order in which the module does them, then -UserPrincipalName and -DisplayName. */
export function changedAccount(account: Recipient, parameters: BoundParameters): Recipient {
  let changed = account;
  const set = (name: string, values: (old: Values) => Values) => {
    const { read, write, single } = attribute(name);
    const next = values(read(changed));
    if (single && next.length > 1) {
      throw new CmdletError('InvalidArgument', `[lab] The attribute '${name}' has one value.`);
    }
    changed = write(changed, next);
  };
  for (const [name, gone] of entriesOf(parameters.Remove)) {
    const unwanted = new Set(gone.map((value) => value.toLowerCase()));
    set(name, (old) => old.filter((value) => !unwanted.has(value.toLowerCase())));
  }
  for (const [name, added] of entriesOf(parameters.Add)) set(name, (old) => [...new Set([...old, ...added])]);
  for (const [name, values] of entriesOf(parameters.Replace)) set(name, () => values);
  for (const name of (parameters.Clear as readonly string[] | undefined) ?? []) set(name, () => []);
  const { UserPrincipalName, DisplayName } = parameters;
  if (typeof UserPrincipalName === 'string') set('userPrincipalName', () => present(UserPrincipalName));
  if (typeof DisplayName === 'string') set('displayName', () => present(DisplayName));
  return changed;
}

/** `@{proxyAddresses='smtp:a','smtp:b'}` as names and values. */
function entriesOf(given: BoundParameters[string]): readonly (readonly [name: string, values: Values])[] {
  return ((given as readonly PowerShellObject[] | undefined) ?? []).flatMap((object) =>
    Object.entries(object).map(
      ([name, value]) => [name, (Array.isArray(value) ? value : [value]).map(String)] as const,
    ),
  );
}

/** A forest of Windows Server 2012 R2 or newer lets no two accounts have one UPN; of proxyAddresses it minds nothing. */
export function requireUniqueUpn(changed: Recipient, all: readonly Recipient[]): void {
  if (changed.userPrincipalName === '') return;
  const holder = upnHolderOf(all, changed.userPrincipalName, changed);
  if (!holder) return;
  throw new CmdletError(
    'ResourceExists',
    `The operation failed because UPN value provided for addition/modification is not unique forest-wide. [lab] '${holder.name}' has it.`,
  );
}
