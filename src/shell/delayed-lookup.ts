import type { CmdletContext } from './cmdlet.js';

/**
 * Warning of a cmdlet that changes who is found: the on-premises servers keep what a lookup found, or did not find, for 15
 * minutes (facts/oauth-inbound §1.4, User lookup). Exchange Online of the lab looks every time.
 */
export function delayedLookup({ session, workerProcesses, clock }: CmdletContext): readonly string[] {
  if (session === 'Cloud' || workerProcesses.nextLoad() <= clock.now()) return [];
  return [
    '[lab] users that were looked up before are found as they were for up to 15 minutes; iisreset ends that at once.',
  ];
}
