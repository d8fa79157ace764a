import type { Organization } from './organization.js';
import type { Recipient } from './recipient.js';

/** The password of every account of a lab, until Set-ADAccountPassword. No secret: it stands in docs/virtual-directories.md. */
export const labPassword = 'Lab-Passw0rd';

export function passwordOf(account: Recipient): string {
  return account.password ?? labPassword;
}

/** `MSXFAQ\user2`, as Windows shows who is logged on. */
export function logonName(organization: Organization, account: Recipient): string {
  return `${organization.name}\\${account.alias}`;
}

/** What a client logs on as: the parts of `DOMAIN\user`, or a name with `@` and no domain. */
export interface LogonName {
  readonly domain: string;
  readonly user: string;
}

/** `DOMAIN\user` taken apart; anything else is a user without domain. */
export function readLogonName(text: string): LogonName {
  const [, domain = '', user = text] = /^([^\\]*)\\(.*)$/s.exec(text) ?? [];
  return { domain, user };
}

/**
 * The account that a client means: UPN or e-mail address, or the account name in this domain, by its NetBIOS or DNS name
 * or by none. Who has an account has it whether or not the mailbox is here.
 */
export function findAccount(organization: Organization, { domain, user }: LogonName): Recipient | undefined {
  const { name, acceptedDomains, recipients } = organization;
  const wanted = user.toLowerCase();
  if (wanted === '') return undefined;
  if (domain === '' && wanted.includes('@')) return recipients.find((account) => namesOf(account).includes(wanted));
  const own = ['', name, ...acceptedDomains.map(({ domainName }) => domainName)];
  if (!own.some((candidate) => candidate.toLowerCase() === domain.toLowerCase())) return undefined;
  return recipients.find(({ alias }) => alias.toLowerCase() === wanted);
}

function namesOf({ userPrincipalName, emailAddresses }: Recipient): readonly string[] {
  const addresses = emailAddresses.map((address) => address.toLowerCase()).filter((one) => one.startsWith('smtp:'));
  return [userPrincipalName.toLowerCase(), ...addresses.map((address) => address.slice('smtp:'.length))];
}
