import type { Admission } from '../authentication/door.js';
import type { Logon } from '../iis/authentication/logon.js';
import { wwwAuthenticate } from '../protocol/wire.js';

/**
 * What IIS itself decided, in the words of the door. Who is let in here never meets Exchange's OAuth module
 * (facts/oauth-inbound §1.4 step 0); who is turned away is offered no Bearer (§2.2).
 */
export function iisAdmission(logon: Logon): Admission {
  const { steps, log } = logon;
  if (logon.user) return { steps, admitted: { user: logon.user }, iis: log };
  const challenge = logon.schemes.map(wwwAuthenticate);
  return { steps, rejected: { status: 401, headers: { moduleDiagnostics: [], challenge } }, iis: log };
}
