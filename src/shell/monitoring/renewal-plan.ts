import type { AuthCertificateStatus } from './auth-certificate-status.js';
import { day } from './lifetime.js';

/** What the renewal mode is going to do about a state (facts/oauth-outbound-admin §4.3). */
export type RenewalPlan =
  | { readonly kind: 'replace' }
  /** The effective date in milliseconds since 1970; now: the Service Host is restarted, so that it is published at once. */
  | { readonly kind: 'configureNext'; readonly effectiveDate: number; readonly atOnce: boolean }
  | {
      readonly kind: 'import';
      readonly which: 'current' | 'next';
      readonly thumbprint: string;
      readonly foundOn: readonly string[];
      readonly missingOn: readonly string[];
    };

/** As many days does the script take for left when a new certificate is enforced. */
const daysWhenEnforced = 2;

/** Undefined where nothing is to be done. */
export function renewalPlan(status: AuthCertificateStatus, enforced: boolean, now: number): RenewalPlan | undefined {
  if (status.ReplaceRequired) return { kind: 'replace' };
  if (status.ConfigureNextAuthRequired) {
    const days = enforced ? daysWhenEnforced : status.CurrentAuthCertificateLifetimeInDays;
    const wait = daysUntilEffective(days);
    return { kind: 'configureNext', effectiveDate: now + wait * day, atOnce: wait === 0 };
  }
  if (status.CurrentAuthCertificateImportRequired) {
    return {
      kind: 'import',
      which: 'current',
      thumbprint: status.CurrentAuthCertificateThumbprint,
      foundOn: status.AuthCertificateFoundOnServers,
      missingOn: status.AuthCertificateMissingOnServers,
    };
  }
  if (status.NextAuthCertificateImportRequired) {
    return {
      kind: 'import',
      which: 'next',
      thumbprint: status.NextAuthCertificateThumbprint,
      foundOn: status.NextAuthCertificateFoundOnServers,
      missingOn: status.NextAuthCertificateMissingOnServers,
    };
  }
  return undefined;
}

/** How long the next certificate waits, by the days that the current one has left. */
export function daysUntilEffective(currentDays: number): number {
  if (currentDays >= 32) return 30;
  if (currentDays > 4) return 4;
  return currentDays > 2 ? 2 : 0;
}
