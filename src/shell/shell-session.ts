import type { Cmdlet, Session } from './cmdlet.js';
import type { SessionRequest } from './session.js';

/** What a shell is connected to: the server on-premises it began with, or another, or Exchange Online. */
export interface ShellSession {
  connected: Session;
  /** Exchange Online: the tenant that was named. */
  delegatedOrganization?: string | undefined;
  /** On-premises: the server that was named. */
  server?: string | undefined;
}

/** Where a cmdlet runs: in the session it exists in; in the one that is connected where it exists in both. */
export function requestOf(
  { connected, delegatedOrganization, server }: ShellSession,
  { sessions }: Cmdlet,
): SessionRequest {
  const [only, ...others] = sessions;
  const session = only && others.length === 0 ? only : connected;
  return session === 'Cloud' ? { session, delegatedOrganization } : { session, server };
}

/** The prompt tells where one is, as those of the two shells do. */
export function promptOf({ connected }: ShellSession): string {
  return connected === 'Cloud' ? 'PS C:\\> ' : '[PS] C:\\> ';
}
