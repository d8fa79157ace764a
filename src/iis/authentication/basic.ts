import { createHash, timingSafeEqual } from 'node:crypto';
import { findAccount, passwordOf, readLogonName } from '../../directory/account.js';
import type { Organization } from '../../directory/organization.js';
import { type Logon, logonFailed, step } from './logon.js';

const name = 'basic authentication';

/** Basic (RFC 7617): name and password in the clear, with every request. Extended Protection does not look at it. */
export function logonBasic(credential: string, organization: Organization, schemes: readonly string[]): Logon {
  const text = Buffer.from(credential, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) {
    const steps = [step(name, 'failed', 'The Authorization header holds no name and password.')];
    return { schemes, steps, log: logonFailed.unreadable };
  }
  const typed = text.slice(0, colon);
  const account = findAccount(organization, readLogonName(typed));
  if (!account || !isEqual(passwordOf(account), text.slice(colon + 1))) {
    const why = account ? 'the password is wrong' : 'there is no such account';
    return { schemes, steps: [step(name, 'failed', `'${typed}' is not let in: ${why}.`)], log: logonFailed.denied };
  }
  const steps = [step(name, 'passed', `'${typed}' is let in as ${account.userPrincipalName}.`)];
  return { user: account, userName: typed, steps, log: { userName: typed } };
}

function isEqual(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
