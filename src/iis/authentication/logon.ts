import type { Recipient } from '../../directory/recipient.js';
import type { IisLogEntry, JudgedStep } from '../../evidence/transaction.js';

/** What came of IIS's own authentication: someone is let in, or gets a 401 with these schemes. */
export type Logon =
  | {
      readonly user: Recipient;
      readonly userName: string;
      readonly steps: readonly JudgedStep[];
      readonly log: IisLogEntry;
    }
  | {
      readonly user?: never;
      readonly schemes: readonly string[];
      readonly steps: readonly JudgedStep[];
      readonly log: IisLogEntry;
    };

/** Substatus 401.1, logon failed, and why in the words of Windows; the first is that of a real log (facts/oauth-outbound-admin §5.1). */
export const logonFailed = {
  firstLeg: { subStatus: 1, win32Status: 0x8009030e },
  denied: { subStatus: 1, win32Status: 0x8009030c },
  unreadable: { subStatus: 1, win32Status: 0x80090308 },
  badBindings: { subStatus: 1, win32Status: 0x80090346 },
} as const;

export function step(name: string, verdict: JudgedStep['verdict'], detail: string): JudgedStep {
  return { name, verdict, detail };
}
