import { foldCase } from '../protocol/audience.js';
import type { Organization } from './organization.js';
import { findRecipient, type Recipient } from './recipient.js';

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

/** The Active Directory domain, `msxfaq.de` of `DC01.msxfaq.de`. */
export function directoryDomain({ domainController }: Organization): string {
  return domainController.slice(domainController.indexOf('.') + 1);
}

/** `msxfaq.de/Users/user2`, the canonical name under which a partner application links to an account. */
export function canonicalName(organization: Organization, account: Pick<Recipient, 'name'>): string {
  return `${directoryDomain(organization)}/Users/${account.name}`;
}

/** Canonical names of every account: those of applications, and those of people. */
export function accountNames(organization: Organization): readonly string[] {
  const { applicationAccounts = [], recipients } = organization;
  return [...applicationAccounts, ...recipients.map((account) => canonicalName(organization, account))];
}

/** The canonical name of the account that is meant by it, by `DOMAIN\name`, or by whatever finds a user. */
export function findAccountName(organization: Organization, identity: string): string | undefined {
  const wanted = foldCase(identity.trim());
  const { domain, user } = readLogonName(wanted);
  const own = ['', organization.name, directoryDomain(organization)].map(foldCase).includes(domain);
  const named = accountNames(organization).find((name) => {
    const folded = foldCase(name);
    return folded === wanted || (own && folded.slice(folded.lastIndexOf('/') + 1) === user);
  });
  if (named !== undefined) return named;
  const person = findRecipient(organization.recipients, identity);
  return person && canonicalName(organization, person);
}

function namesOf({ userPrincipalName, emailAddresses }: Recipient): readonly string[] {
  const addresses = emailAddresses.map((address) => address.toLowerCase()).filter((one) => one.startsWith('smtp:'));
  return [userPrincipalName.toLowerCase(), ...addresses.map((address) => address.slice('smtp:'.length))];
}
