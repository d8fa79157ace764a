import type { Recipient } from '../directory/recipient.js';
import { sameText } from '../protocol/audience.js';
import { xml } from '../protocol/xml.js';
import { EwsFault } from './fault.js';
import type { EwsContext, EwsOrganization } from './operation.js';
import type { ConnectingSid, SoapHeaders } from './soap-headers.js';

/** Whose rights the call has: those of the user that the token asserts, or of whom an application may impersonate. */
export function actingUser({ impersonated }: SoapHeaders, context: EwsContext): Recipient {
  const { caller, mayImpersonate, organization } = context;
  if (caller.kind === 'user' && impersonated === undefined) return caller.user;
  if (impersonated === undefined) throw impersonationMissing();
  if (caller.kind === 'user' && !caller.loggedOn) throw impersonationForbidden();
  if (!mayImpersonate) throw impersonationDenied();
  return impersonatedUser(impersonated, organization);
}

/** Each way to name an account has its own meaning (Microsoft's documentation of ConnectingSID). */
function impersonatedUser(named: ConnectingSid, organization: EwsOrganization): Recipient {
  const { PrincipalName: upn, SID: sid, PrimarySmtpAddress: primary, SmtpAddress: smtp } = trimmed(named);
  if (upn !== undefined) return byPrincipalName(upn, organization);
  if (sid !== undefined) return bySid(sid, organization);
  if (primary !== undefined) return byPrimaryAddress(primary, organization);
  return byAddress(smtp ?? '', organization);
}

function trimmed(named: ConnectingSid): ConnectingSid {
  const entries = Object.entries(named).map(([name, value]) => [name, value?.trim()] as const);
  if (entries.some(([, value]) => value === '')) throw emptyName();
  return Object.fromEntries(entries);
}

function byPrincipalName(name: string, organization: EwsOrganization): Recipient {
  const user = organization.findRecipient(name);
  if (!user || !sameText(user.userPrincipalName, name)) throw unknownPrincipalName();
  return user;
}

function bySid(sid: string, organization: EwsOrganization): Recipient {
  const user = organization.findBySid(sid);
  if (!user) throw unknownSid();
  return user;
}

function byPrimaryAddress(address: string, organization: EwsOrganization): Recipient {
  const user = byAddress(address, organization);
  if (!sameText(user.primarySmtpAddress, address)) throw notPrimary(user);
  return user;
}

/** Any of the account's addresses. */
function byAddress(address: string, organization: EwsOrganization): Recipient {
  if (!/^[^@\s]+@[^@\s]+$/.test(address)) throw noAddress();
  const user = organization.findRecipient(address);
  const isAddress = user?.emailAddresses.some((one) => sameText(one, `smtp:${address}`));
  if (!user || !isAddress) throw nobodyToImpersonate();
  return user;
}

/** An app-only token names no mailbox to work on (facts/ews-clients §3.3). */
const impersonationMissing = () =>
  new EwsFault(
    'ErrorInvalidExchangeImpersonationHeaderData',
    'ExchangeImpersonation SOAP header must be present for this type of OAuth token.',
  );

/** A token that asserts a user leaves nothing to impersonate (facts/ews-clients §3.3, §3.4). */
const impersonationForbidden = () =>
  new EwsFault(
    'ErrorInvalidExchangeImpersonationHeaderData',
    'ExchangeImpersonation SOAP header must not exist for this type of OAuth token.',
  );

/**
 * The linked account of "Exchange Online" has no ApplicationImpersonation role (facts/oauth-inbound §4.5), and no user of
 * the lab has; that Exchange words it so for an application is inferred (facts/ews-clients §3.3).
 */
const impersonationDenied = () =>
  new EwsFault('ErrorImpersonateUserDenied', 'The account does not have permission to impersonate the requested user.');

/** The fault of a caller who does not exist (facts/ews-clients §3.3). */
const nobodyToImpersonate = () =>
  new EwsFault('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.');

/** The words are public (exchangelib #596); that the right address comes with them is documented, its shape is inferred. */
const notPrimary = ({ primarySmtpAddress }: Recipient) =>
  new EwsFault('ErrorNonPrimarySmtpAddress', 'The primary SMTP address must be specified when referencing a mailbox.', {
    messageXml: xml`<t:Value Name="Primary">${primarySmtpAddress}</t:Value>`,
  });

/** Codes of Microsoft's list of response codes, with the words that are documented beside them (errors.ts). */
const emptyName = () =>
  new EwsFault(
    'ErrorInvalidExchangeImpersonationHeaderData',
    'An ExchangeImpersonation SOAP header must contain a user principal name, user SID, or primary SMTP address.',
  );
const unknownPrincipalName = () =>
  new EwsFault('ErrorInvalidUserPrincipalName', 'The impersonation principal name is invalid.');
const unknownSid = () =>
  new EwsFault('ErrorInvalidUserSid', 'The user SID is invalid or does not map to a user in the Active Directory.');
const noAddress = () => new EwsFault('ErrorInvalidSmtpAddress', 'The SMTP address format is invalid.');
